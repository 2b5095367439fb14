/** Writes the English name of a known channel as within a sentence, such as "email". Other names may be proper nouns. */
export function inSentence(channel: string): string {
  const isCommonNoun = /^(Email|Push|In-app|Chat|Browser|Webhook)$/.test(channel)
  return isCommonNoun ? channel.toLowerCase() : channel
}
