/** Everyone is signed in as one user. */
export const getSession = (_request?: unknown) => ({
  userId: 'demo',
  verifiedEmail: 'demo@example.com',
})
export const signIn = (_session: unknown) => ''
export const signOut = () => ''
