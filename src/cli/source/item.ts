/** One unchecked user of a file. */
export interface UserItem {
  readonly line: number
  readonly record: object
  /** Returns the JSON of the record with its numbers as they are in the file. */
  readonly getJson?: (() => string) | undefined
  readonly error?: undefined
}

/** A line or row that can't be imported. */
export interface RefusedItem {
  readonly line: number
  /** The reason, without ids and addresses. */
  readonly error: string
  readonly record?: object | undefined
  /** Returns the JSON of the record with its numbers as they are in the file. */
  readonly getJson?: (() => string) | undefined
  /** The text of a line that holds no record. */
  readonly text?: string | undefined
}

/** What a line or row of a file holds. */
export type Item = UserItem | RefusedItem
