import type { Preferences } from 'identikit/core'

const names: Readonly<Record<string, readonly (readonly [string, string?])[]>> = {
  Conversations: [
    ['Comments', 'When someone comments on your work.'],
    ['Replies', 'When someone answers one of your comments.'],
    ['Mentions', 'When someone writes your name.'],
    ['Reactions'],
    ['Direct messages', 'When someone writes to you alone.'],
    ['Resolved threads'],
    ['Shared drafts', 'When someone asks for your opinion on a draft.'],
  ],
  Tasks: [
    ['Assignments', 'When a task becomes yours.'],
    ['Due tomorrow', 'At nine on the day before a task is due.'],
    ['Overdue', 'Once a day until the task is done.'],
    ['Status changes'],
    ['Blocked tasks', 'When a task that you need is blocked, or free again.'],
    ['Reviews', 'When someone asks you to check their work.'],
    ['Recurring tasks'],
  ],
  Projects: [
    ['Project updates', 'What the lead of a project writes for everyone.'],
    ['Milestones', 'When a milestone is reached or moved.'],
    ['New projects'],
    ['Archived projects'],
    ['Files', 'When someone adds or replaces a file.'],
    ['Goals at risk', 'When a goal falls behind its plan.'],
  ],
  Team: [
    ['Invitations', 'When someone invites you to a team.'],
    ['New members'],
    ['Role changes', 'When you can do more or less than before.'],
    ['Absences', 'When someone you work with is away.'],
    ['Birthdays'],
    ['Calendar', 'When a meeting is added, moved or canceled.'],
  ],
  Billing: [
    ['Invoices', 'When an invoice is ready to download.'],
    ['Failed payments', 'When your card is declined.'],
    ['Plan changes'],
    ['Seats', 'When your team has almost used all its seats.'],
    ['Receipts'],
  ],
  'Security and news': [
    ['New devices', 'When someone signs in on a device that we do not know.'],
    ['Password changes'],
    ['Access tokens', 'A week before a token expires.'],
    ['Exports', 'When your data is ready to download.'],
    ['Outages', 'When a part of the service is down, and when it is back.'],
    ['Weekly recap', 'What happened in your projects, every Monday.'],
    ['Product news', 'New features, about once a month.'],
    ['Early features'],
    ['Surveys', 'At most twice a year.'],
  ],
}

/** Forty types in groups, with a channel that the kit doesn't know. */
export const manyTypes: Preferences = {
  types: Object.entries(names).flatMap(([group, types]) =>
    types.map(([label, description], index) => ({
      id: label.toLowerCase().replaceAll(' ', '-'),
      label,
      description,
      group,
      channels: Object.fromEntries(
        ['email', 'push', 'in_app', 'pager'].slice(0, 4 - (index % 3)).map((channel, column) => [
          channel,
          {
            state: (index + column) % 3 === 0 ? ('off' as const) : ('on' as const),
            default: (index + column) % 3 !== 0 || (index === 2 && column === 1),
          },
        ]),
      ),
    })),
  ),
  channels: {},
  rest: {},
}
