// Receives webhooks as a customer's program would, and says of each whether standardwebhooks believes it.
// The first line is the port; then a line of JSON for each request. The secret is read from standard input.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';

let webhook;
createInterface({ input: process.stdin })
  .on('line', (secret) => (webhook = new Webhook(secret)))
  .on('close', () => process.exit());

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const result = { id: request.headers['webhook-id'], verified: false, altered: false };
  try {
    result.type = webhook.verify(body, request.headers).type;
    result.verified = true;
    webhook.verify(body + ' ', request.headers);
    result.altered = true;
  } catch (problem) {
    result.problem = problem.message;
  }
  response.writeHead(result.verified ? 204 : 400).end();
  console.log(JSON.stringify(result));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
