import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Names that the project replaced. A name ends at a letter, digit, `_` or `$`; `(` stands for a call. */
const replaced = `
  allUnderWay AnswerLike askAll AvatarUploadInput AvatarUrlInput billed CatalogueType choicesOfNewcomer
  choicesOfNewcomers claimFolder configOf createAvatarUpload createDelivery createShownFields createTally
  createUnderWay expectNewcomer failureOf fieldConfig fitUserPatch forgive guarded( GuestMerged hueOf
  identifyNewcomer idFilter isGone isHopeless isWorthRetry keepEqual layCatalogue leafKey localNumber
  Manifest manifestOf mastersOff messageOf MessagesPatch mutedBy MutedBy nearest( noteTurn ofStores
  oneByOne outcomeOf ownSignals Patience PhoneProblem plainPhone PreferenceLeaf profileText
  profileTrouble ProfileTrouble remembered( runInOrder saveOf settingAt SignedUp SignUpAnswer
  signUpInputs signUpLabel StreakLeaf StreakSave takeSaved timezoneOf toDialled traitPart turnOf underWay
  unstorable useFileDrop useGivenFile useKeptFocus useNews usePreferenceCell usePreferenceNews
  UserHandlerFault useShownFields useSpoken useStreakNews useTyped whenEnded wholeNumber withheld
  withMessages
`
  .trim()
  .split(/\s+/)

const pattern = new RegExp(
  [
    ...replaced.map((name) =>
      name.endsWith('(') ? `\\b${name.slice(0, -1)}\\(` : `(?<![\\w$])${name}(?![\\w$])`,
    ),
    '\\b[Cc]atalogues?\\b',
    'exports\\.snapshot',
  ].join('|'),
)

const paths = ['src', 'test', 'stories', 'docs', 'examples', 'bench', 'scripts', 'consumer']
const texts = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'size-budgets.json', 'package.json']

test('the repository holds no replaced name', () => {
  const files = execFileSync('git', ['ls-files', '--', ...paths, ...texts], { encoding: 'utf8' })
  const found = files
    .trim()
    .split('\n')
    .filter((path) => path !== 'test/repository/replacedNames.test.ts')
    .flatMap((path) => [
      ...(pattern.test(path) ? [path] : []),
      ...readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const [name] = pattern.exec(line) ?? []
          return name ? [`${path}:${index + 1} ${name}`] : []
        }),
    ])
  expect(found).toEqual([])
})
