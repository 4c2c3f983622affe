/** Tells the user, in a few words, what is being done now; called as often as there is news. */
export type Progress = (news: string) => void;

/** For callers that have nobody to tell. */
export const silent: Progress = () => undefined;

/** Whoever waits says the same again and again; a log needs it once, until there is other news. */
export function withoutRepeats(tell: Progress): Progress {
  let last: string | undefined;
  return (news) => {
    if (news !== last) tell(news);
    last = news;
  };
}
