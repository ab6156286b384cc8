/** `GET /health` of the barest Express, in a process of its own: what no service built on it can be quicker than. */
const express = require('express');

const app = express();
app.get('/health', (_request, response) => {
  response.json({ status: 'ok' });
});
const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
