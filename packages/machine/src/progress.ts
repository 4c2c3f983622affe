/** Tells the user, in a few words, what is being done now; called as often as there is news. */
export type Progress = (news: string) => void;

/** For callers that have nobody to tell. */
export const silent: Progress = () => undefined;
