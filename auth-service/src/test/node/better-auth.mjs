// The official client of better-auth against the service: node better-auth.mjs <service> <trusted origin> <e-mail>
import assert from 'node:assert/strict';
import { createAuthClient } from 'better-auth/client';

const [service, origin, email] = process.argv.slice(2);
// behind https the cookies are named so that browsers take them from https alone
const prefix = origin.startsWith('https:') ? '__Secure-' : '';
const password = 'correct horse battery';
let jar = {};

function keep(response) {
  for (const cookie of response.headers.getSetCookie()) {
    const [pair, ...attributes] = cookie.split('; ');
    assert.equal(attributes.includes('Secure'), prefix !== '');
    assert.ok(attributes.includes('HttpOnly') && attributes.includes('SameSite=Lax') && attributes.includes('Path=/'));
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (attributes.includes('Max-Age=0')) {
      delete jar[name];
    } else {
      jar[name] = value;
    }
  }
}

const client = createAuthClient({
  baseURL: service,
  fetchOptions: {
    customFetchImpl: async (url, options) => {
      const headers = new Headers(options.headers);
      headers.set('origin', origin);
      const cookies = Object.entries(jar).map(([name, value]) => `${name}=${value}`);
      if (cookies.length) {
        headers.set('cookie', cookies.join('; '));
      }
      const response = await fetch(url, { ...options, headers });
      keep(response);
      return response;
    },
  },
});

const signedUp = await client.signUp.email({ name: 'Ada', email, password });
assert.equal(signedUp.error, null);
assert.match(signedUp.data.token, /^[A-Za-z0-9]{32}$/);
assert.equal(signedUp.data.user.email, email);
assert.ok(signedUp.data.user.createdAt instanceof Date);
assert.ok(jar[`${prefix}better-auth.session_token`]);

const session = await client.getSession();
assert.equal(session.error, null);
assert.equal(session.data.session.token, signedUp.data.token);
assert.equal(session.data.user.id, signedUp.data.user.id);
assert.ok(session.data.session.expiresAt instanceof Date);

assert.equal((await client.updateUser({ name: 'Grace' })).error, null);
assert.equal((await client.getSession()).data.user.name, 'Grace');

const again = await client.signUp.email({ name: 'Ada', email, password });
assert.equal(again.error.status, 422);
assert.equal(again.error.code, 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL');

assert.deepEqual((await client.signOut()).data, { success: true });
assert.deepEqual(jar, {});
const nobody = await client.getSession();
assert.equal(nobody.data, null);
assert.equal(nobody.error, null);
assert.deepEqual((await client.signOut()).data, { success: true });

const wrong = await client.signIn.email({ email, password: 'not the password' });
assert.equal(wrong.data, null);
assert.equal(wrong.error.status, 401);
assert.equal(wrong.error.code, 'INVALID_EMAIL_OR_PASSWORD');
assert.equal(wrong.error.message, 'Invalid email or password');

const signedIn = await client.signIn.email({ email, password, rememberMe: false });
assert.equal(signedIn.error, null);
assert.equal(signedIn.data.redirect, false);
assert.ok(jar[`${prefix}better-auth.dont_remember`]);

const other = { ...jar };
jar = {};
await client.signIn.email({ email, password });
assert.equal((await client.listSessions()).data.length, 2);
assert.deepEqual((await client.revokeOtherSessions()).data, { status: true });
const mine = jar;
jar = other;
assert.equal((await client.getSession()).data, null);
jar = mine;

const refused = await client.changePassword({ currentPassword: 'not the password', newPassword: 'another password' });
assert.equal(refused.error.code, 'INVALID_PASSWORD');
const changed = await client.changePassword({
  currentPassword: password,
  newPassword: 'another password',
  revokeOtherSessions: true,
});
assert.equal(changed.error, null);
assert.equal(changed.data.token.length, 32);
assert.equal((await client.listSessions()).data.length, 1);
const tokens = (await client.listSessions()).data.map((one) => one.token);
assert.deepEqual((await client.revokeSession({ token: tokens[0] })).data, { status: true });
assert.equal((await client.getSession()).data, null);
process.stdout.write('better-auth: all calls answered as the client expects\n');
