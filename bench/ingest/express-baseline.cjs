/**
 * What the same posts cost in the barest Express 5: the body parsed, kept in an array, and an answer. Nothing is
 * checked, nothing is durable, nothing can be read. `node express-baseline.cjs PORT`.
 */
const express = require('express');

const app = express();
const kept = [];
app.use(express.json({ limit: '8mb' }));
app.post('/api/dashboard/ingest', (request, response) => {
  kept.push(request.body);
  response.json({ ok: true });
});
app.post('/api/v2/events', (request, response) => {
  kept.push(request.body);
  response.json({
    ok: true,
    accepted: Array.isArray(request.body) ? request.body.length : 1,
    duplicates: 0,
    rejected: 0,
  });
});
app.get('/health', (_request, response) => {
  response.json({ status: 'ok' });
});
app.listen(Number(process.argv[2]), '127.0.0.1');
