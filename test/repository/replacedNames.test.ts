import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Names that the project replaced. A name ends at a letter, digit, `_` or `$`; `(` stands for a call. */
const replaced = `
  allUnderWay amountText AnswerLike answerOf askAll askForEmail askIntl askTemporal askTrusted
  AvatarFileProblem avatarRules AvatarUploadInput AvatarUrlInput AvatarUrlProblem billed
  BloomFilter CatalogueType cellsOf channelNames checkExtent checkpointFile choicesOfNewcomer
  choicesOfNewcomers claimFolder clicksOf configOf createAvatarUpload createBloomFilter
  createDelivery createErrorReader createLinkedSignals createOwnSignals createPeople createReads
  createShownFields createTally createTrophyRequest createUnderWay createWriteWithRetry
  deletionOf Detect DetectDevices devicesOf dirtyKeys draftedAt draftUser editAt emailOf endOf
  EngageRows entriesAt entryOf expectNewcomer failureOf FakePerson faultsOf fieldConfig
  firstWeekday fitUserPatch foldChanges getFieldLabel forgive fromPatch fromStreak fromUserPatch groupsOf
  guarded( GuestMerged halfSaved hintOf holdersOf holdsMetric hueOf Idempotency identifyNewcomer
  idFilter ImportReport initialsOf insideSentence isConfirmedBy isGone isHopeless isNowhere
  isOfAnother isOutdated isTakenByStreak isWholeDay isWorthRetry keepEqual keptMine keptTraits
  KeyOf kindNames knownLocale languageLabel languageRows layCatalogue laySetting layType leafKey
  LeafOf leafOfPatch leafOfStreak leavesOf localNumber lockedDefaults lockedStreak Manifest
  manifestOf mastersOff matchLanguage messageOf MessagesPatch metricsOf MutedBy mutedBy nearest(
  newsOf noteOf noteTurn NotiflowsScope NotSavedProps oddMetrics ofStores oneByOne openFailures
  orAbort outcomeOf outlineOf ownChannelName ownSignals OwnSignals partOf pathOfTrait Patience
  PhoneProblem plainPhone planOf PreferenceCenterStreak PreferenceLeaf preferenceName
  prepareChoices PreparedChoices profileOf ProfileSaveState profileText profileTrouble ProfileLabelField
  ProfileTrouble putCarefully queryClientOf queryKeyOf readAnswer refusalOf refuseInBrowser
  remembered( ruleText runInOrder sameLanguage savedOf saveOf screenOf seedBugOf serverOf sharedMessages SharedMessages
  settingAt showChanges SignedUp SignUpAnswer signUpInputs signUpLabel sizeOf sourceOf
  standingHeaders statusOf stayInForm stepsOf storedText storesOf StoresSettings storeTrait
  StreakLeaf streakLeafName streakMetricsOf streakRule StreakSave StreakSaveState
  streakSettingName tableZones takeSaved timezoneOf TimezoneRows toAnswer toDialled tokenOf
  toStatus traitPart TraitProblem traitProblemText traitText TraitWords TrophyPerson turnOf
  typedTraitDraft typesOf unchosen undeclaredAttributes underWay unitText unknownUser
  unlessAnswered unstorable usableLocale useFileDrop useGivenFile useIsStreakOffered
  useKeptFocus useLeaving useListAnnouncement useNews usePreferenceCell usePreferenceNews
  UserHandlerFault UserHandlerFaults useSharedMessages useShownFields useSpoken useStreakNews useStreakOffer
  useTimezoneValue useTyped Verb versionOf vouchedId waitHeader wantsOwn weekdayName whenEnded
  wholeNumber withAnswer withEdit withheld withMessages withoutSaved withoutSecrets withoutSlash
  withRow withSent withTrusted writeWithRetry
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
    // See src/core/contact/parseUrl.ts.
    'URL\\.canParse\\(',
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
