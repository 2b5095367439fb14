/**
 * What people call zones besides what tzdb's tables hold: large cities that have no zone of their own, and other spellings
 * where they are no accents. A line for each zone (`America/` is left out), the best known first: ties of a search end in this
 * order.
 */
export const cityNames = `New_York=Boston,Washington,Miami,Atlanta,Philadelphia,Orlando,NYC
Los_Angeles=San Francisco,Seattle,San Diego,Portland,Las Vegas,San Jose,Sacramento
Europe/London=Manchester,Birmingham,Edinburgh,Glasgow,Cardiff,England,Scotland,Wales
Asia/Kolkata=Mumbai,Bombay,Delhi,New Delhi,Bangalore,Bengaluru,Chennai,Hyderabad,Pune
Europe/Berlin=Munich,München,Hamburg,Frankfurt,Cologne,Köln,Stuttgart,Düsseldorf
Europe/Paris=Lyon,Marseille
Asia/Shanghai=Beijing,Peking,Shenzhen,Guangzhou,Chengdu,北京,上海
Asia/Tokyo=Osaka,Kyoto,Yokohama,東京
Chicago=Houston,Dallas,Austin,San Antonio,New Orleans,Minneapolis,Nashville,St Louis
Sao_Paulo=Rio de Janeiro,Brasilia
Australia/Sydney=Canberra
Asia/Singapore
Asia/Seoul=Busan,서울
Asia/Hong_Kong=香港
Asia/Dubai=Abu Dhabi
Toronto=Ottawa,Montreal,Quebec
Denver=Salt Lake City,Albuquerque
Mexico_City=Guadalajara
Europe/Madrid=Barcelona,Valencia,Sevilla
Europe/Rome=Milan,Naples,Turin,Roma
Europe/Amsterdam=Rotterdam,The Hague
Europe/Moscow=St Petersburg,Москва
Europe/Istanbul=Ankara,Izmir
Asia/Jakarta
Asia/Bangkok
Asia/Manila
Asia/Karachi=Lahore,Islamabad
Asia/Dhaka
Africa/Lagos=Abuja
Africa/Cairo=Alexandria
Africa/Johannesburg=Cape Town,Durban,Pretoria
Africa/Nairobi
Argentina/Buenos_Aires
Bogota=Medellin
Lima
Santiago
Phoenix
Vancouver
Halifax
Edmonton=Calgary
Pacific/Auckland=Wellington
Pacific/Honolulu=Hawaii
Australia/Melbourne
Australia/Brisbane
Asia/Riyadh=Jeddah,Mecca
Asia/Jerusalem=Tel Aviv
Asia/Taipei
Asia/Ho_Chi_Minh=Hanoi
Europe/Vienna=Wien,Salzburg
Europe/Zurich=Geneva,Basel,Bern
Europe/Brussels=Antwerp
Europe/Stockholm=Gothenburg
Europe/Copenhagen=Kopenhagen
Europe/Oslo
Europe/Warsaw=Krakow,Warszawa
Europe/Prague=Praha
Europe/Lisbon=Porto,Lisboa
Europe/Kyiv=Kiew,Odesa,Lviv,Київ
Asia/Almaty=Astana
Africa/Casablanca=Rabat,Marrakesh
Guayaquil=Quito
Anchorage=Alaska
Atlantic/Canary=Tenerife
Asia/Makassar=Bali`

/**
 * Abbreviations of both halves of the year and of either, each with the countries (all their zones) and the zones (`America/`
 * is left out) that people mean by them; after tzdb 2025b, where it has letters.
 */
export const abbreviations = `CET CEST=AD AL AT BA BE CH CZ DE DK Europe/Madrid Africa/Ceuta FR GI HR HU IT LI LU MC ME MK MT NL NO PL RS SE SI SJ SK SM VA DZ TN
EET EEST=AX BG CY EE EG FI GR LB LT LV MD PS RO Europe/Kyiv LY Europe/Kaliningrad
WET WEST=Atlantic/Canary FO PT
GMT=BF CI GH Danmarkshavn GM GN GW IS LR ML MR SH SL SN ST TG GB GG IM JE IE UTC
BST=GB GG IM JE
IST=IN IE IL
IDT=IL
EST EDT ET=BS Toronto Iqaluit HT TC New_York Detroit Kentucky/Louisville Kentucky/Monticello Indiana/Indianapolis Indiana/Vincennes Indiana/Winamac Indiana/Marengo Indiana/Petersburg Indiana/Vevay
EST=Atikokan JM KY Cancun PA
CST CDT CT=Winnipeg Resolute Rankin_Inlet CU Matamoros Ojinaga Chicago Indiana/Tell_City Indiana/Knox Menominee North_Dakota/Center North_Dakota/New_Salem North_Dakota/Beulah
CST=BZ Regina Swift_Current CN CR GT HN MO Mexico_City Merida Monterrey Chihuahua Bahia_Banderas NI SV TW
MST MDT MT=Edmonton Cambridge_Bay Inuvik Ciudad_Juarez Denver Boise
MST=Creston Dawson_Creek Fort_Nelson Whitehorse Dawson Mazatlan Hermosillo Phoenix Vancouver
PST PDT PT=Vancouver Tijuana Los_Angeles
PST=PH
AKST AKDT=Anchorage Juneau Sitka Metlakatla Yakutat Nome
HST HDT=Adak
HST=Pacific/Honolulu
AST ADT=BM Halifax Glace_Bay Moncton Goose_Bay Thule
AST=AG AI AW BB BL BQ Blanc-Sablon CW DM DO GD GP KN LC MF MQ MS PR SX TT VC VG VI
NST NDT=St_Johns
WAT=AO BJ Africa/Kinshasa CF CG CM GA GQ NE NG TD
CAT=BI BW Africa/Lubumbashi MW MZ NA RW SD SS ZM ZW
EAT=DJ ER ET KE KM MG SO TZ UG YT
SAST=LS SZ ZA
MSK=Europe/Moscow Europe/Kirov Europe/Volgograd Europe/Simferopol
PKT=PK
GST=AE OM
SGT=SG
HKT=HK
JST=JP
KST=KP KR
WIB=Asia/Jakarta Asia/Pontianak
WITA=Asia/Makassar
WIT=Asia/Jayapura
AWST=Australia/Perth
ACST ACDT=Australia/Broken_Hill Australia/Adelaide
ACST=Australia/Darwin
AEST AEDT=Antarctica/Macquarie Australia/Hobart Australia/Melbourne Australia/Sydney
AEST=Australia/Brisbane Australia/Lindeman
NZST NZDT=Antarctica/McMurdo Pacific/Auckland
ChST=GU MP
SST=AS Pacific/Midway
BRT=Sao_Paulo
ART=AR`
