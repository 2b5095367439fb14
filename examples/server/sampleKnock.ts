import type { KnockAdapterOptions } from 'identikit/adapters/knock'
import { createKnockFake } from '../../test/adapters/knock/knock.fake.js'

const secretKey = 'sk_test_sample'
const workspace = 'harbor'

/** A local stand-in for Knock with sample rows, one conditional row and one that the workspace locks. */
export function createSampleKnock(): KnockAdapterOptions {
  const { fetch } = createKnockFake({
    secretKey,
    rows: [
      { type: 'channel_types', name: 'Everywhere', channel_types: ['email', 'push'] },
      {
        type: 'workflow',
        identifier: 'new-comment',
        name: 'Comments and mentions',
        description: 'When someone answers you or mentions your name.',
        channel_types: ['email', 'push', 'in_app_feed'],
      },
      {
        type: 'category',
        identifier: 'assignments',
        name: 'Assignments',
        description: 'When a task becomes yours.',
        channel_types: ['email', 'push', 'in_app_feed'],
      },
      {
        type: 'workflow',
        identifier: 'project-health',
        name: 'Project health',
        description: 'When a project of yours is late. By email on the team plan.',
        channel_types: ['email', 'in_app_feed'],
      },
      {
        type: 'category',
        identifier: 'security',
        name: 'Security alerts',
        description: 'New devices and changes to your sign-in.',
        channel_types: ['email', 'push'],
      },
      { type: 'commercial_subscribed', name: 'News and offers' },
    ],
    environmentDefault: {
      workflows: {
        'project-health': {
          channel_types: {
            email: {
              conditions: [
                { variable: 'recipient.plan', operator: 'equal_to', argument: '"team"' },
              ],
            },
          },
        },
      },
    },
    tenants: {
      [workspace]: {
        categories: {
          security: { __strategy__: 'replace', channel_types: { email: true, push: true } },
        },
      },
    },
  })
  return { apiKey: secretKey, tenant: workspace, fetch }
}
