import type { SeededBugs } from './seededBug.js'

const identifyModel = 'test/react/user/identify.model.test.ts'

/** Bugs of identified users. */
export const userBugs: SeededBugs = {
  'an incomplete phone number is completed': {
    file: 'src/core/contact/phoneReader.ts',
    find: "if (isCompleted(plain, phone)) return 'tooShort'",
    replace: '',
    test: 'test/core/contact/phoneNumbers.test.ts',
  },
  'the handler checks only the form of phone numbers': {
    file: 'src/server/writeRoutes.ts',
    find: 'const checkPhone = needsPhoneCheck(patch) ? await loadPhoneCheck() : undefined',
    replace: 'const checkPhone = undefined',
    test: 'test/core/contact/phoneNumbers.test.ts',
  },
  'an international domain is saved as typed': {
    file: 'src/core/contact/readEmail.ts',
    find: 'const value = `${local}@${host}`',
    replace: 'const value = `${local}@${domain}`',
    test: 'test/core/contact/emails.test.ts',
  },
  'a dirty field becomes read-only': {
    file: 'src/components/profile/ProfileField.tsx',
    find: 'const isHeld = readOnly !== undefined && state.isDirty',
    replace: 'const isHeld = false as boolean',
    test: 'test/components/profile/ProfileEditorHeld.test.tsx',
  },
  'a key in the profile renders every field': {
    file: 'src/react/profile/useProfileStore.ts',
    find: '!saved && Object.keys(draft).length > 0',
    replace: '!saved || JSON.stringify(draft)',
    test: 'test/components/profile/ProfileEditor.renders.test.tsx',
  },
  'what is typed while the picker loads is lost': {
    file: 'src/components/timezone/TimezoneControl.tsx',
    find: '{...props} start={start} />',
    replace: '{...props} start={undefined} />',
    test: 'test/components/profile/ProfileEditor.loading.ownPage.test.tsx',
  },
  'a dirty field leaves the form with its list': {
    file: 'src/components/profile/keepDirtyFields.ts',
    find: 'else if (isDirty(key)) {',
    replace: 'else if (isDirty(key) && place < 0) {',
    test: 'test/components/profile/ProfileEditorHeld.test.tsx',
  },
  'an abbreviation is a time zone': {
    file: 'src/core/timezone/timezoneAliases.ts',
    find: "typeof id !== 'string' || abbreviation.test(id)",
    replace: "typeof id !== 'string'",
    test: 'test/core/timezone/timezone.test.ts',
  },
  'a search lists matches inside of words': {
    file: 'src/core/timezone/findTimezones.ts',
    find: 'spaceless.test(query) && words.includes(query)',
    replace: 'words.includes(query)',
    test: 'test/core/timezone/findTimezones.test.ts',
  },
  'the summer name of a zone of Windows is refused': {
    file: 'src/core/timezone/readTimezone.ts',
    find: "' standard time'",
    replace: "' time'",
    test: 'test/core/timezone/readTimezone.test.ts',
  },
  'a key of the text keeps a row active': {
    file: 'src/components/timezone/useTimezonePicker.ts',
    find: 'if (isText && !isOthers) setHighlightedIndex(-1)',
    replace: '',
    test: 'test/components/timezone/TimezonePicker.keys.test.tsx',
  },
  'identify is not retried': {
    file: 'src/react/user/identifySender.ts',
    find: 'isReplaced: () => isInterrupted || isStopped()',
    replace: 'isReplaced: () => true',
    test: 'test/react/user/identification.test.ts',
  },
  'an equal identify joins an older one': {
    file: 'src/react/user/identifyQueue.ts',
    find: 'const last = calls.at(-1)\n    if (last?.key',
    replace: 'const last = calls.find(({ key }) => key === call.key)\n    if (last?.key',
    test: identifyModel,
  },
  'a page that closes sends no waiting identify': {
    file: 'src/react/user/identifyQueue.ts',
    find: 'startClosing(sendMerged(false))',
    replace: '',
    test: identifyModel,
  },
  'an identify is sent beside one in flight': {
    file: 'src/react/user/identifyQueue.ts',
    find: 'if (!isWorking) void work()',
    replace: 'void work()',
    test: identifyModel,
  },
  'declared content is not sent again when it changes back': {
    file: 'src/react/user/identification.ts',
    find: 'if (isConflict(other.patch, patch, traits)) declared.delete(otherKey)',
    replace: 'if (isConflict(other.patch, patch, traits)) continue',
    test: 'test/react/user/identification.test.ts',
  },
  'a refused field takes the consent with it': {
    file: 'src/react/user/withoutRefused.ts',
    find: 'if (!rest) throw error',
    replace: 'throw error',
    test: 'test/react/user/identification.test.ts',
  },
  'an integer beyond 2^53 is rounded on a write': {
    file: 'src/core/json.ts',
    find: "return Number.isSafeInteger(value) ? undefined : ['', rounded]",
    replace: 'return undefined',
    test: 'test/core/user/user.test.ts',
  },
  'an integer beyond 2^53 is rounded in an answer': {
    file: 'src/core/parseJson.ts',
    find: 'return JSON.parse(exact)',
    replace: 'return json',
    test: 'test/core/parseJson.test.ts',
  },
  'digits inside of a string are taken for a number': {
    file: 'src/core/parseJson.ts',
    find: 'isRounded && !isInString',
    replace: 'isRounded',
    test: 'test/core/parseJson.test.ts',
  },
  'two ids that look the same are two users': {
    file: 'src/core/user/user.ts',
    find: 'id !== trimText(id) || hasInvisible(id)',
    replace: 'id !== trimText(id)',
    test: 'test/core/user/user.test.ts',
  },
  'English is a language tag': {
    file: 'src/core/user/languageTag.ts',
    find: '[a-z]{2,3}(?:[-_]|$)/i',
    replace: '[a-z]{2,8}(?:[-_]|$)/i',
    test: 'test/core/user/checkField.test.ts',
  },
  'a read-only page sends stored changes': {
    file: 'src/react/store/store.ts',
    find: 'hasTakenOver || context.isReadOnly()',
    replace: 'hasTakenOver',
    test: 'test/react/readOnly/readOnly.test.tsx',
  },
  'a read-only provider identifies its user': {
    file: 'src/react/user/useIdentify.ts',
    find: 'Boolean(userId && patch) && !stores.isReadOnly()',
    replace: 'Boolean(userId && patch)',
    test: 'test/react/readOnly/readOnly.test.tsx',
  },
  'push is on for another user of the browser': {
    file: 'src/react/devices/usePushDevice.ts',
    find: 'devices.some((device) => device.token === token)',
    replace: 'Boolean(token)',
    test: 'test/components/reach/PushDevice.test.tsx',
  },
  'push asks before it is pressed': {
    file: 'src/react/devices/pushDeviceStore.ts',
    find: "if (getPushPermission() !== 'granted') return void patch",
    replace: "if ((await requestPushPermission()) !== 'granted') return void patch",
    test: 'test/components/reach/PushDevice.test.tsx',
  },
  'push is registered for a user who signed out': {
    file: 'src/react/devices/pushDeviceStore.ts',
    find: 'if (epoch === getSessionEpoch(queryClient)) return',
    replace: 'if (epoch >= 0) return',
    test: 'test/react/devices/usePushDevice.test.tsx',
  },
  'a browser that blocks notifications counts as a reached device': {
    file: 'src/react/reach/useChannelFacts.ts',
    find: 'devices?.some(({ token }) => token !== recorded)',
    replace: 'devices?.length',
    test: 'test/components/reach/ChannelReach.test.tsx',
  },
}
