/** The paths of user-api. */
export const userApiRoutes = {
  /** `GET`: random users; query as `usersQuery`, answer as `users`. */
  users: '/',
} as const;

/** The paths of api. */
export const apiRoutes = {
  /** `GET`: the users of user-api; query as `usersQuery`, answer as `users`. */
  users: '/users',
} as const;
