// The methods of the client are named as those of HTTP: GET, POST.
module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: { 'new-cap': ['error', { capIsNew: false }] },
});
