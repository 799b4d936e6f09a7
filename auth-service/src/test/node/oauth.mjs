// OAuth clients against the service: node oauth.mjs <service> <issuer> <client id> <client secret>
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { ClientCredentials } from 'simple-oauth2';

const [service, issuer, id, secret] = process.argv.slice(2);
// the issuer is the public address; here its requests reach the service without a gateway
const through = (url, options) => fetch(String(url).replace(issuer, service), options);

function check(token) {
  assert.equal(token.token_type.toLowerCase(), 'bearer');
  assert.ok(token.expires_in > 600 && token.expires_in <= 900);
  assert.equal(token.access_token.split('.').length, 3);
}

for (const algorithm of ['oauth2', 'oidc']) {
  const options = { [oauth.customFetch]: through, [oauth.allowInsecureRequests]: true };
  const found = await oauth.discoveryRequest(new URL(issuer), { algorithm, ...options });
  const server = await oauth.processDiscoveryResponse(new URL(issuer), found);
  const client = { client_id: id };
  const answer = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.ClientSecretBasic(secret),
    { scope: 'monitors:read' },
    options,
  );
  const token = await oauth.processClientCredentialsResponse(server, client, answer);
  check(token);
  assert.equal(token.scope, 'monitors:read');
  const authenticated = oauth.ClientSecretBasic(secret);
  const introspected = await oauth.introspectionRequest(server, client, authenticated, token.access_token, options);
  const known = await oauth.processIntrospectionResponse(server, client, introspected);
  assert.equal(known.active, true);
  assert.equal(known.client_id, id);
  const revoked = await oauth.revocationRequest(server, client, authenticated, token.access_token, options);
  await oauth.processRevocationResponse(revoked);
  const refused = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    oauth.ClientSecretBasic('~/+= wrong'),
    {},
    options,
  );
  await assert.rejects(oauth.processClientCredentialsResponse(server, client, refused), {
    name: 'WWWAuthenticateChallengeError',
  });
}

const configuration = await openid.discovery(new URL(issuer), id, secret, undefined, {
  execute: [openid.allowInsecureRequests],
  [openid.customFetch]: through,
});
check(await openid.clientCredentialsGrant(configuration, { scope: 'monitors:read' }));

const simple = new ClientCredentials({
  client: { id, secret },
  auth: { tokenHost: service, tokenPath: '/oauth/token' },
});
check((await simple.getToken({ scope: 'monitors:read' })).token);
process.stdout.write('oauth4webapi, openid-client, simple-oauth2: tokens granted and refused as they expect\n');
