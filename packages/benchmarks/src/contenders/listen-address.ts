/** Where a contender listens, as the services' own variable says. */
export const listenAddress = { host: '127.0.0.1', port: Number(process.env.PORT) };

/** Where it finds user-api, e.g. `http://127.0.0.1:4000`. */
export const userApiUrl = process.env.USER_API_HOST ?? '';
