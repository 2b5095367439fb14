export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export type { InitialData } from './react/store/stores.js'
export type { SavedEvent } from './react/store/savedEvent.js'
export type { LoadState, LoadStatus } from './react/store/loadState.js'
export type { SaveResult, SaveState, SaveStatus } from './react/store/saveState.js'
export {
  useIdentify,
  type UseIdentifyOptions,
  type UseIdentifyResult,
} from './react/user/useIdentify.js'
export type { DetectDevice } from './react/user/detectDevice.js'
export type { IdentifyInput } from './react/user/identification.js'
export { SignUpForm, type SignUpFormProps } from './components/sign-up/SignUpForm.js'
export type { SignUpField, SignUpValues } from './components/sign-up/signUpFields.js'
export type { SubmitResult, SignUpConsent, SignUpErrors } from './components/sign-up/useSignUp.js'
export type { SignUpResult } from './react/user/identifyAfterSignUp.js'
