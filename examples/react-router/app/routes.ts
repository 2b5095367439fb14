import { index, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  index('routes/signIn.tsx'),
  route('settings', 'routes/settings.tsx'),
  route('api/identikit/*', 'routes/identikit.ts'),
] satisfies RouteConfig
