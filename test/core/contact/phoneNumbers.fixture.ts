const refusals = {
  needsCode: 'has no country code; write it like +442079460018',
  unknownCode: 'starts with a country code that does not exist',
  tooShort: 'has too few digits for its country',
  tooLong: 'has too many digits for its country',
  wrongLength: 'has too many or too few digits for its country',
  notANumber: 'is not a phone number such as +442079460018',
  extension: 'has an extension, which E.164 cannot hold',
} as const

/** Written numbers with a country code, and what is stored. */
export const storedNumbers: readonly (readonly [written: string, stored: string])[] = [
  // France, Australia, the United Kingdom, Germany, Austria, Switzerland: the zero that is dialed within the country.
  ['+33 0 6 12 34 56 78', '+33612345678'],
  ['+33 (0)6.12.34.56.78', '+33612345678'],
  ['0033 06 12 34 56 78', '+33612345678'],
  ['+61 0412 345 678', '+61412345678'],
  ['+61 (04) 1234 5678', '+61412345678'],
  ['+44 (0)20 7946 0018', '+442079460018'],
  ['(+44) 020 7946 0018', '+442079460018'],
  ['(0044) 20 7946 0018', '+442079460018'],
  ['+(44) 20 7946 0018', '+442079460018'],
  ['tel:+44-20-7946-0018', '+442079460018'],
  ['＋４４（０）２０　７９４６　００１８', '+442079460018'],
  ['+49 (0) 171 / 123 45 67', '+491711234567'],
  ['+49-171-1234567', '+491711234567'],
  ['+43 0664 1234567', '+436641234567'],
  ["+41 079 123'45'67", '+41791234567'],
  // Belgium, the Netherlands, Sweden, Finland, Ireland, Croatia.
  ['+32 0470 12 34 56', '+32470123456'],
  ['+31 06 12345678', '+31612345678'],
  ['+46 070-123 45 67', '+46701234567'],
  ['+358 040 123 4567', '+358401234567'],
  ['+353 087 123 4567', '+353871234567'],
  ['+385 091 234 5678', '+385912345678'],
  // Hungary, Lithuania, Russia and Belarus have other prefixes.
  ['+36 06 20 123 4567', '+36201234567'],
  ['+370 8 612 34567', '+37061234567'],
  ['+7 8 912 345-67-89', '+79123456789'],
  ['+7 (0)495 123 45 67', '+74951234567'],
  ['+375 8 029 123 45 67', '+375291234567'],
  // A zero in brackets where there is no prefix, or where the zero belongs to the number.
  ['+34 (0)91 123 45 67', '+34911234567'],
  ['+1 (0)213 373 4253', '+12133734253'],
  ['+39 (0)6 698 12345', '+390669812345'],
  ['+39 06 698 12345', '+390669812345'],
  ['+39 347 123 4567', '+393471234567'],
  ['+378 0549 886377', '+3780549886377'],
  ['+225 07 12 34 56 78', '+2250712345678'],
  ['+229 01 97 29 14 84', '+2290197291484'],
  // North America.
  ['+1 (213) 373-4253', '+12133734253'],
  ['+1 1 213 373 4253', '+12133734253'],
  ['+1.213.373.4253', '+12133734253'],
  ['+1 246 430 1234', '+12464301234'],
  // Mexico until 2019.
  ['+52 1 55 1234 5678', '+525512345678'],
  ['+5215512345678', '+525512345678'],
  ['00 52 1 55 1234 5678', '+525512345678'],
  ['+52 044 55 1234 5678', '+525512345678'],
  ['+52 01 55 1234 5678', '+525512345678'],
  ['+52 55 1234 5678', '+525512345678'],
  // Argentina: a 15 within the country is a 9 from abroad.
  ['+54 9 11 1234-5678', '+5491112345678'],
  ['+54 11 15 1234-5678', '+5491112345678'],
  ['+54 0 11 15 1234-5678', '+5491112345678'],
  ['+54 9 11 15 1234-5678', '+5491112345678'],
  ['+54 9 011 1234-5678', '+5491112345678'],
  ['+54 11 4123-4567', '+541141234567'],
  // Brazil, India, China, Japan, South Korea, Indonesia, the Philippines, Viet Nam, Thailand.
  ['+55 0 11 91234-5678', '+5511912345678'],
  ['+55 (011) 91234-5678', '+5511912345678'],
  ['+91 098765 43210', '+919876543210'],
  ['+86 0 10 1234 5678', '+861012345678'],
  ['+81 090-1234-5678', '+819012345678'],
  ['+82 (0)10-1234-5678', '+821012345678'],
  ['+62 0812-3456-7890', '+6281234567890'],
  ['+63 0917 123 4567', '+639171234567'],
  ['+84 0912 345 678', '+84912345678'],
  ['+66 081 234 5678', '+66812345678'],
  // Israel, Iran, Saudi Arabia and Egypt, also in their digits; Nigeria, Kenya, South Africa.
  ['+972 (0)54-123-4567', '+972541234567'],
  ['+۹۸ ۰۹۱۲ ۳۴۵ ۶۷۸۹', '+989123456789'],
  ['+٩٦٦ ٠٥٠ ١٢٣ ٤٥٦٧', '+966501234567'],
  ['\u202a+20 010 1234 5678\u202c', '+201012345678'],
  ['+234 0 803 123 4567', '+2348031234567'],
  ['+254\u00a00712\u2011345\u2011678', '+254712345678'],
  ['+27·082·123·4567', '+27821234567'],
  // Short and long numbers: Niue, Saint Helena, Germany, a number of no country.
  ['+683 4001', '+6834001'],
  ['+290 23456', '+29023456'],
  ['+49 30 1234567-89', '+4930123456789'],
  ['+800 1234 5678', '+80012345678'],
]

/** What is no complete number, and the reason. */
export const refusedNumbers: readonly (readonly [
  written: string,
  reason: keyof typeof refusals,
])[] = [
  ['020 7946 0018', 'needsCode'],
  ['442079460018', 'needsCode'],
  ['2133734253', 'needsCode'],
  ['+999 123 4567', 'unknownCode'],
  ['+0033 6 12 34 56 78', 'unknownCode'],
  ['+44', 'tooShort'],
  ['0044 20 79', 'tooShort'],
  ['+1 246 430', 'tooShort'],
  ['+1 430 1234', 'tooShort'],
  ['+1 246 430 123', 'tooShort'],
  ['+261 2345678', 'tooShort'],
  ['+378 886377', 'tooShort'],
  ['+672 23456', 'tooShort'],
  ['+33 6 12 34 56', 'tooShort'],
  ['+33 6 12 34 56 78 9', 'tooLong'],
  ['+1 246 430 1234 5', 'tooLong'],
  ['+86 112446927195', 'tooLong'],
  ['+44 20 7946 0018 ext. 5', 'extension'],
  ['+44 20 7946 0018 x5', 'extension'],
  ['tel:+44-20-7946-0018;ext=5', 'extension'],
  ['+44 20 7946 0018,,5#', 'extension'],
  ['+7 495 123-45-67 доб. 12', 'extension'],
  ['tel:+1-212-555-0100;isub=12345', 'extension'],
  ['call me', 'notANumber'],
  ['+1 800 FLOWERS', 'notANumber'],
  ['+44 20 7946 0018 (work)', 'notANumber'],
  ['+44 7911 123456 or +44 7911 123457', 'notANumber'],
  ['++44 20 7946 0018', 'notANumber'],
]

/** Returns what the clients, the handler and the import answer. */
export function getRefusal(reason: keyof typeof refusals): string {
  return refusals[reason]
}
