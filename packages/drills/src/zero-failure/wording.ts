/** What should happen in each of these drills. */
export const nobodyNotices = 'No request fails and none is dropped, neither on new connections nor on kept ones.';

/** The control that most of them share. */
export const noDrain = {
  summary: 'Pods go at once: no preStop pause, and no farewell (DRAIN_SECONDS is 0).',
  should: 'Requests fail, since proxies still send them to pods that are closed.',
} as const;
