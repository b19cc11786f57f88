// How Git shows a workflow's token to GitHub: by its environment alone, so that it stands on no disk and in no list of processes.

/**
 * @param server - `https://github.com`
 * @returns variables for Git's environment; none without a token
 */
export function credentials(server: string, token: string | undefined): NodeJS.ProcessEnv {
  if (!token) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}
