// Ends TLS before the service and runs a script through it: node https.mjs <port> <PKCS #12 file> <script> <arguments>
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const [port, keys, script, ...rest] = process.argv.slice(2);
const tls = { pfx: fs.readFileSync(keys), passphrase: 'of-no-value' };

const proxy = https.createServer(tls, (request, response) => {
  const { method, url, headers } = request;
  const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
});

proxy.listen(0, '127.0.0.1', () => {
  const address = `https://localhost:${proxy.address().port}`;
  const child = spawn(process.execPath, [script, address, ...rest], {
    stdio: 'inherit',
    // the certificate was made for this run
    env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' },
  });
  child.on('exit', (code) => process.exit(code ?? 1));
});
