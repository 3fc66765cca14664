import { createServer } from 'node:http';

const routes = {
  'GET /': () => ({ service: '${{ values.name }}' }),
  'GET /health/live': () => ({ status: 'UP' }),
  'GET /health/ready': () => ({ status: 'UP' }),
};

export function createService() {
  return createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const key = `${request.method} ${path}`;
    const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
    const body = route ? route(request) : { detail: `There is no ${key}` };
    response.writeHead(route ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
}
