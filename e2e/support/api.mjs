// The public API, for what a test needs before it looks at the page.

/// Signs in and answers a client of the API. `org` is the organisation of its requests, the
/// account's default one when it is not given.
export async function signedIn(server, account, { org } = {}) {
  const client = new Client(server.base, org);
  const { access_token: token } = await client.post("/auth/login", {
    email: account.email,
    password: account.password,
  });
  client.token = token;
  return client;
}

class Client {
  token = undefined;

  constructor(base, org) {
    this.base = base;
    this.org = org;
  }

  get(path) {
    return this.send("GET", path);
  }

  post(path, body) {
    return this.send("POST", path, { body });
  }

  /// Changes a row that was read at `version`.
  patch(path, version, body) {
    return this.send("PATCH", path, { version, body });
  }

  delete(path, version) {
    return this.send("DELETE", path, { version });
  }

  /// Sends a request; answers the body, and throws what the server said when it refuses.
  async send(method, path, { body, version } = {}) {
    const headers = {};
    if (this.token) headers.authorization = `Bearer ${this.token}`;
    if (this.org) headers["x-org-id"] = this.org;
    if (version !== undefined) headers["if-match"] = `"${version}"`;
    const form = body instanceof FormData;
    if (body !== undefined && !form) headers["content-type"] = "application/json";
    const answer = await fetch(this.base + path, {
      method,
      headers,
      body: body === undefined || form ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text && answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
  }
}
