/** The languages of CLDR 48 with modern coverage, and traditional Chinese. Norwegian is listed as `nb` and `nn`. */
export const modernLanguages =
  'af ak am ar as az ba be bg bn bs ca chr cs cv cy da de dsb el en es et eu fa fi fil fr ga gd gl gu ha he hi hr hsb ht hu hy id ig is it ja jv ka kk km kn ko kok ky lo lt lv mk ml mn mr ms my nb ne nl nn or pa pcm pl ps pt qu rm ro ru sd shn si sk sl so sq sr sv sw ta te th ti tk tr uk ur uz vi yo yue zh zh-Hant zu'

/** Their names in CLDR 48.2 in their own language, where Chromium 156 has none. */
export const autonyms =
  'as অসমীয়া,ba башҡорт,be беларуская,chr ᏣᎳᎩ,cv чӑваш чӗлхи,cy Cymraeg,dsb dolnoserbšćina,eu euskara,ga Gaeilge,gd Gàidhlig,gl galego,ha Hausa,hsb hornjoserbšćina,ht Kreyòl Ayisyen,hy հայերեն,ig Igbo,is íslenska,jv Jawa,ka ქართული,km ខ្មែរ,ky кыргызча,lo ລາວ,mk македонски,mn монгол,my မြန်မာ,ne नेपाली,nn norsk nynorsk,or ଓଡ଼ିଆ,pcm Naijíriá Píjin,ps پښتو,qu Runasimi,rm rumantsch,shn တႆး,si සිංහල,so Soomaali,sq shqip,ti ትግርኛ,tk türkmen dili,yo Èdè Yorùbá,yue 粵語,zu isiZulu'
