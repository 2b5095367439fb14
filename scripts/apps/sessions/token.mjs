/** The tokens that the recipe of the browser gets: the expired one first. */
export const tokens = { current: '', fresh: '' }

export async function getToken({ refresh }) {
  return refresh ? tokens.fresh : tokens.current
}
