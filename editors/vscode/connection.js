// A client of the language server over its standard input and output, without dependencies.
'use strict';
const { spawn } = require('child_process');

class Connection {
  constructor(command, cwd, log) {
    this.handlers = new Map();
    this.waiting = new Map();
    this.counter = 0;
    this.buffer = Buffer.alloc(0);
    this.closed = false;
    this.process = spawn(command[0], command.slice(1), { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stdout.on('data', (bytes) => this.receive(bytes));
    this.process.stderr.on('data', (bytes) => log(String(bytes)));
    this.process.stdin.on('error', () => {});
    this.exited = new Promise((resolve) => {
      const end = (reason) => {
        if (this.closed) return;
        this.closed = true;
        for (const { reject } of this.waiting.values()) reject(new Error(`the server has ended: ${reason}`));
        this.waiting.clear();
        resolve(reason);
      };
      this.process.on('error', (error) => end(error.message));
      this.process.on('exit', (code) => end(`exit code ${code}`));
    });
  }

  on(method, handler) { this.handlers.set(method, handler); }

  send(message) {
    if (this.closed) return;
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  notify(method, params) { this.send({ method, params }); }

  // Asks the server; a request whose answer is no longer wanted is cancelled there too.
  request(method, params, token) {
    if (this.closed) return Promise.reject(new Error('the server has ended'));
    const id = ++this.counter;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.send({ id, method, params });
    if (token) token.onCancellationRequested(() => this.notify('$/cancelRequest', { id }));
    return answer;
  }

  receive(bytes) {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    for (;;) {
      const end = this.buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /content-length:\s*(\d+)/i.exec(this.buffer.subarray(0, end).toString());
      const start = end + 4;
      const size = length ? Number(length[1]) : 0;
      if (this.buffer.length < start + size) return;
      const body = this.buffer.subarray(start, start + size);
      this.buffer = this.buffer.subarray(start + size);
      if (size > 0) this.dispatch(JSON.parse(body.toString()));
    }
  }

  dispatch(message) {
    if (message.method === undefined) {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (!waiting) return;
      if (message.error) waiting.reject(Object.assign(new Error(message.error.message), { code: message.error.code }));
      else waiting.resolve(message.result);
      return;
    }
    const handler = this.handlers.get(message.method);
    if (message.id === undefined) {
      if (handler) handler(message.params);
      return;
    }
    if (!handler) {
      this.send({ id: message.id, error: { code: -32601, message: `there is no ${message.method}` } });
      return;
    }
    Promise.resolve(handler(message.params)).then((result) => this.send({ id: message.id, result: result ?? null }));
  }

  async stop() {
    if (this.closed) return;
    const late = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([this.request('shutdown', null).catch(() => {}), late]);
    this.notify('exit');
    await Promise.race([this.exited, late]);
    if (!this.closed) this.process.kill();
  }
}

module.exports = { Connection };
