// What Backstage's scaffolder makes of nunjucks: its delimiters and filters, no way to other templates, nothing of an
// object but its own members and a closed list of methods. `charge` is the host's: it counts characters and looks at the
// clock, and ends the rendering where a bound is exceeded; `steps` does so for work that one call does by itself.
(function (nunjucks, charge, steps) {
  'use strict';

  var runtime = nunjucks.runtime;
  var nodes = nunjucks.nodes;
  var SafeString = runtime.SafeString;
  var own = Function.prototype.call.bind(Object.prototype.hasOwnProperty);
  var slice = Function.prototype.call.bind(Array.prototype.slice);
  var RESERVED = ['constructor', 'prototype', '__proto__'];

  function isText(value) {
    return typeof value === 'string' || value instanceof SafeString;
  }

  function size(value) {
    return isText(value) || Array.isArray(value) ? value.length : 0;
  }

  function total(values) {
    var sum = 0;
    for (var i = 0; i < values.length; i++) {
      sum += size(values[i]);
    }
    return sum;
  }

  function piece(value) {
    if (typeof value === 'function') {
      throw new Error('a function is not a text');
    }
    if (isText(value)) {
      charge(value.length);
    }
    return value;
  }

  // Natives that do much at one call, and call nobody meanwhile, are written out, so that their steps are counted.

  function define(target, name, value) {
    Object.defineProperty(target, name, { value: value, enumerable: false, configurable: true, writable: true });
  }

  var joining = [];

  function join(separator) {
    if (joining.indexOf(this) >= 0) {
      return '';
    }
    joining.push(this);
    try {
      var between = separator === undefined ? ',' : String(separator);
      var text = '';
      for (var i = 0; i < this.length; i++) {
        var item = this[i] === undefined || this[i] === null ? '' : String(this[i]);
        charge(item.length + between.length);
        text += (i > 0 ? between : '') + item;
      }
      return text;
    } finally {
      joining.pop();
    }
  }

  function find(array, wanted, from, until, step, same) {
    for (var i = from; i !== until; i += step) {
      if (isText(wanted)) {
        steps(wanted.length);
      }
      if (same(array[i], wanted)) {
        return i;
      }
    }
    return -1;
  }

  function equal(a, b) {
    return a === b;
  }

  function sameValue(a, b) {
    return a === b || (a !== a && b !== b);
  }

  function start(array, from) {
    var at = Math.trunc(Number(from)) || 0;
    return at < 0 ? Math.max(0, array.length + at) : Math.min(at, array.length);
  }

  define(Array.prototype, 'join', join);
  define(Array.prototype, 'toString', function () {
    return join.call(this);
  });
  define(Array.prototype, 'indexOf', function (wanted, from) {
    return find(this, wanted, start(this, from), this.length, 1, equal);
  });
  define(Array.prototype, 'includes', function (wanted, from) {
    return find(this, wanted, start(this, from), this.length, 1, sameValue) >= 0;
  });
  define(Array.prototype, 'lastIndexOf', function (wanted, from) {
    var last = from === undefined ? this.length - 1 : Math.min(this.length - 1, Math.trunc(Number(from)) || 0);
    return find(this, wanted, last < 0 ? Math.max(-1, last + this.length) : last, -1, -1, equal);
  });

  var sort = Array.prototype.sort;
  define(Array.prototype, 'sort', function (compare) {
    return sort.call(this, compare || function (a, b) {
      var left = String(a);
      var right = String(b);
      steps(Math.min(left.length, right.length));
      return left < right ? -1 : left > right ? 1 : 0;
    });
  });

  function flat(array, depth) {
    var all = [];
    for (var i = 0; i < array.length; i++) {
      if (Array.isArray(array[i]) && depth > 0) {
        Array.prototype.push.apply(all, flat(array[i], depth - 1));
      } else if (i in array) {
        all.push(array[i]);
      }
    }
    return all;
  }

  define(Array.prototype, 'flat', function (depth) {
    return flat(this, depth === undefined ? 1 : Math.trunc(Number(depth)) || 0);
  });

  // How long a text becomes when it is replaced in, before it is.
  function chargeReplace(text, wanted, replacement, limit) {
    var by = String(replacement);
    var whole = String(text);
    var count = 0;
    if (wanted instanceof RegExp) {
      whole.replace(wanted, function (match) {
        count++;
        return match;
      });
    } else {
      steps(whole.length * Math.min(String(wanted).length, 1000));
      count = limit >= 0 ? limit : whole.split(String(wanted)).length;
    }
    charge(whole.length + count * (by.length + (by.split('$').length - 1) * whole.length));
  }

  function searched(text, parts) {
    steps(text.length * Math.min(1000, 1 + total(parts)));
  }

  var TEXT = {
    charAt: null,
    charCodeAt: null,
    concat: function (text, args) {
      charge(text.length + total(args));
    },
    endsWith: searched,
    includes: searched,
    indexOf: searched,
    lastIndexOf: searched,
    replace: function (text, args) {
      chargeReplace(text, args[0], args[1], args[0] instanceof RegExp ? -1 : 1);
    },
    slice: null,
    split: function (text, args) {
      charge(4 * text.length);
      searched(text, args);
    },
    startsWith: searched,
    substring: null,
    toLowerCase: piece,
    toUpperCase: piece,
    trim: piece,
    trimEnd: piece,
    trimStart: piece
  };
  var NUMBER = { toExponential: null, toFixed: null, toPrecision: null, toString: null };
  var ARRAY = {};
  ['at', 'concat', 'copyWithin', 'fill', 'flat', 'includes', 'indexOf', 'join', 'lastIndexOf', 'pop', 'push', 'reverse',
    'shift', 'slice', 'sort', 'splice', 'unshift'].forEach(function (name) {
    ARRAY[name] = function (array, args) {
      charge(8 * (array.length + total(args)));
    };
  });
  var PATTERN = { test: piece };

  function methods(value) {
    if (isText(value)) {
      return TEXT;
    }
    if (typeof value === 'number') {
      return NUMBER;
    }
    return Array.isArray(value) ? ARRAY : value instanceof RegExp ? PATTERN : {};
  }

  function member(object, key) {
    if (object === undefined || object === null || typeof object === 'function') {
      return undefined;
    }
    var name = isText(key) || typeof key === 'number' ? key : String(key);
    if (RESERVED.indexOf(String(name)) >= 0) {
      return undefined;
    }
    var allowed = methods(object);
    if (own(allowed, name)) {
      return function () {
        var args = slice(arguments);
        if (allowed[name]) {
          allowed[name](object, args);
        }
        return object[name].apply(object, args);
      };
    }
    if (typeof object === 'string') {
      return name === 'length' || String(name >>> 0) === String(name) ? object[name] : undefined;
    }
    var value = own(Object(object), name) ? object[name] : undefined;
    return typeof value === 'function' ? value.bind(object) : value;
  }

  // As Python cuts a list: items[from:until:step]. The compatibility with Jinja has the syntax; its other lookups are
  // replaced here.
  function cut(list, from, until, step) {
    if (!isFinite(step) || Number(step) === 0) {
      throw new Error('a slice needs a step');
    }
    var all = list || [];
    var length = all.length;
    var first = from === null ? (step < 0 ? length - 1 : 0) : from < 0 ? from + length : from;
    var end = until === null ? (step < 0 ? -1 : length) : until < 0 ? until + length : until;
    var items = [];
    for (var i = first; i >= 0 && i <= length && !(step > 0 && i >= end) && !(step < 0 && i <= end); i += step) {
      items.push(member(all, i));
    }
    return items;
  }

  nunjucks.installJinjaCompat();

  runtime.memberLookup = function (object, key) {
    return arguments.length > 3 ? cut.apply(null, arguments) : member(object, key);
  };

  runtime.contextOrFrameLookup = function (context, frame, name) {
    var value = frame.lookup(name);
    if (value !== undefined) {
      return value;
    }
    return name in Object.prototype && !own(context.ctx, name) ? undefined : context.lookup(name);
  };

  var suppress = runtime.suppressValue;
  runtime.suppressValue = function (value, autoescape) {
    return piece(suppress(value, autoescape));
  };
  runtime.piece = piece;

  // Templates written as JavaScript: what is put into a text passes `piece`, so that no text outgrows what was charged.

  var Compiler = nunjucks.compiler.Compiler;

  // Of these the results are numbers and booleans, and their operands bind as JavaScript reads them.
  var ARITHMETIC = ['Or', 'And', 'Not', 'In', 'Is', 'Compare', 'Sub', 'Mul', 'Div', 'FloorDiv', 'Mod', 'Pow', 'Neg', 'Pos'];

  function emitOperand(compiler, node, frame, counted) {
    if (node instanceof nodes.Add || node instanceof nodes.Concat) {
      emitSum(compiler, node, frame, counted);
    } else if (counted && ARITHMETIC.indexOf(node.typename) < 0) {
      compiler._emit('runtime.piece(');
      compiler.compile(node, frame);
      compiler._emit(')');
    } else {
      compiler.compile(node, frame);
    }
  }

  function emitSum(compiler, node, frame, counted) {
    emitOperand(compiler, node.left, frame, counted);
    compiler._emit(node instanceof nodes.Concat ? ' + "" + ' : ' + ');
    emitOperand(compiler, node.right, frame, true);
  }

  Compiler.prototype.compileAdd = Compiler.prototype.compileConcat = function (node, frame) {
    emitSum(this, node, frame, false);
  };

  var compileLiteral = Compiler.prototype.compileLiteral;
  Compiler.prototype.compileLiteral = function (node) {
    if (node instanceof nodes.TemplateData) {
      this._emit('runtime.piece(');
      compileLiteral.call(this, node);
      this._emit(')');
    } else {
      compileLiteral.call(this, node);
    }
  };

  // The filters.

  define(SafeString.prototype, 'toJSON', SafeString.prototype.toString);

  // `before` is the length of the indentation of a value, which is longer the deeper the value is.
  function walk(value, indent, before) {
    piece(value);
    charge(1 + before);
    if (value !== null && typeof value === 'object' && !(value instanceof SafeString)) {
      Object.keys(value).forEach(function (key) {
        charge(key.length);
        walk(value[key], indent, before + indent);
      });
    }
  }

  // JSON indents by at most ten characters.
  function indentation(spaces) {
    return isText(spaces) ? Math.min(10, spaces.length) : Math.max(0, Math.min(10, Math.trunc(Number(spaces)) || 0));
  }

  function required(parsed, names, url) {
    names.forEach(function (name) {
      if (!parsed[name]) {
        throw new Error('Invalid repo URL passed to publisher: https://' + url + ', missing ' + name);
      }
    });
  }

  function decoded(text) {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  }

  var REQUIRED = {
    'bitbucket.org': ['workspace', 'project', 'repo'],
    'dev.azure.com': ['project', 'repo']
  };

  function parseRepoUrl(url) {
    var parts = /^([^/?#@\s]+)\/?(?:\?([^#]*))?(?:#.*)?$/.exec(String(url));
    if (!parts) {
      throw new Error('Invalid repo URL passed to publisher, got ' + url);
    }
    var query = {};
    (parts[2] || '').split('&').forEach(function (pair) {
      var equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.slice(0, equals));
      if (name && !own(query, name)) {
        query[name] = decoded(equals < 0 ? '' : pair.slice(equals + 1));
      }
    });
    var host = parts[1].toLowerCase();
    var needs = own(REQUIRED, host) ? REQUIRED[host] : ['repo', 'owner'];
    required(query, host === 'gitlab.com' && query.project ? [] : needs, url);
    var spec = { host: host };
    ['owner', 'repo', 'organization', 'workspace', 'project'].forEach(function (name) {
      spec[name] = own(query, name) ? query[name].replace(/^\/+|\/+$/g, '') : undefined;
    });
    return spec;
  }

  function parseEntityRef(ref, context) {
    if (!ref) {
      throw new Error('Entity reference must not be empty');
    }
    var parts = ref;
    if (isText(ref)) {
      var text = String(ref);
      var match = /^(?:([^:/]*):)?(?:([^/]*)\/)?([^]*)$/.exec(text);
      if (match[1] === '' || match[2] === '' || match[3] === '') {
        throw new Error('Entity reference "' + text + '" was not on the form [<kind>:][<namespace>/]<name>');
      }
      parts = { kind: match[1], namespace: match[2], name: match[3] };
    }
    var found = {
      kind: parts.kind || (context || {}).defaultKind,
      namespace: parts.namespace || (context || {}).defaultNamespace || 'default',
      name: parts.name
    };
    ['kind', 'namespace', 'name'].forEach(function (name) {
      if (!found[name]) {
        throw new Error('Entity reference ' + JSON.stringify(ref) + ' had missing or empty ' + name);
      }
    });
    return found;
  }

  function pick(object, path, otherwise) {
    var keys = Array.isArray(path) ? path : String(path).split(/[.[\]]+/).filter(function (key) {
      return key !== '';
    }).map(function (key) {
      return key.replace(/^(['"])([^]*)\1$/, '$2');
    });
    var value = !Array.isArray(path) && object && own(Object(object), path) ? member(object, path) : keys.reduce(member, object);
    return value === undefined || typeof value === 'function' ? otherwise : value;
  }

  var COSTS = {
    dump: function (args) {
      walk(args[0], indentation(args[1]), 0);
    },
    list: function (args) {
      charge(16 * size(args[0]));
    },
    replace: function (args) {
      if (args[1] instanceof RegExp || isText(args[1]) || typeof args[1] === 'number') {
        chargeReplace(args[0], args[1], args[2], typeof args[3] === 'number' ? args[3] : -1);
      }
    },
    reverse: function (args) {
      charge(16 * size(args[0]));
    },
    sum: function (args) {
      if (Array.isArray(args[0])) {
        walk(args[0], 0, 0);
      }
    }
  };

  var env = new nunjucks.Environment(null, {
    autoescape: false,
    tags: { variableStart: '${{', variableEnd: '}}' }
  });

  Object.keys(env.filters).forEach(function (name) {
    var filter = env.filters[name];
    env.filters[name] = function () {
      charge(total(slice(arguments)));
      if (own(COSTS, name)) {
        COSTS[name](arguments);
      }
      return filter.apply(this, arguments);
    };
  });
  env.addFilter('parseRepoUrl', parseRepoUrl);
  env.addFilter('parseEntityRef', parseEntityRef);
  env.addFilter('pick', pick);
  env.addFilter('projectSlug', function (url) {
    var spec = parseRepoUrl(url);
    return spec.owner + '/' + spec.repo;
  });
  env.addFilter('jsonify', env.filters.dump);
  env.addFilter('random', function () {
    throw new Error('random has no result that stays the same');
  });

  // Parsing: as nunjucks does, without the tags that lead to other templates.

  var OTHERS = ['Include', 'Import', 'FromImport', 'Extends', 'TemplateRef', 'AsyncEach', 'AsyncAll', 'IfAsync', 'Super'];

  // Whether what is compiled is written for cookiecutter, which alone has the filter jsonify.
  var cookiecutterMode = false;

  function refuse(node) {
    if (OTHERS.indexOf(node.typename) >= 0) {
      var error = new Error('a template has no other templates: ' + node.typename.toLowerCase());
      error.lineno = node.lineno + 1;
      error.colno = node.colno + 1;
      throw error;
    }
    var name = node instanceof nodes.Symbol ? node.value : node instanceof nodes.LookupVal ? node.val.value : '';
    if (RESERVED.indexOf(name) >= 0) {
      throw new Error('the name ' + name + ' is reserved');
    }
    if (node instanceof nodes.Filter && node.name.value === 'jsonify' && !cookiecutterMode) {
      throw new Error('filter not found: jsonify');
    }
    if (node instanceof nodes.Symbol && /^[0-9]/.test(node.value)) {
      throw new Error(node.value + ' is neither a name nor a number');
    }
    (node instanceof nodes.NodeList ? node.children : node.fields.map(function (field) {
      return node[field];
    })).forEach(function (child) {
      if (child instanceof nodes.Node) {
        refuse(child);
      }
    });
  }

  // A text that is told to be raw has an end.
  var parseRaw = nunjucks.parser.Parser.prototype.parseRaw;
  nunjucks.parser.Parser.prototype.parseRaw = function (tag) {
    var node = parseRaw.call(this, tag);
    var read = this.tokens.str.slice(Math.max(0, this.tokens.index - 1000), this.tokens.index);
    if (!new RegExp('{%\\s*end' + (tag || 'raw') + '\\s*%}$').test(read)) {
      this.fail('expected end' + (tag || 'raw'), node.lineno, node.colno);
    }
    return node;
  };

  // Two braces that close objects are not the end of an expression.
  var tokenizer = Object.getPrototypeOf(nunjucks.lexer.lex('', {}));
  var nextToken = tokenizer.nextToken;
  tokenizer.nextToken = function () {
    if (this.in_code && this.braces > 0 && this.str.substr(this.index, 2) === '}}') {
      var closing = { type: 'right-curly', value: '}', lineno: this.lineno, colno: this.colno };
      this.forward();
      this.braces--;
      return closing;
    }
    var token = nextToken.call(this);
    if (token && (token.type === 'left-curly' || token.type === 'right-curly')) {
      this.braces += token.type === 'left-curly' ? 1 : -1;
    } else if (token && (token.type === 'block-start' || token.type === 'variable-start')) {
      this.braces = 0;
    }
    return token;
  };

  // Texts are gone through by expressions, where nunjucks goes character by character: a tenth of the time.
  var ends = {};

  function endOf(characters, breaks) {
    var key = breaks + characters;
    if (!own(ends, key)) {
      ends[key] = new RegExp((breaks ? '[' : '[^') + characters.replace(/[\]\\^-]/g, '\\$&') + ']', 'g');
    }
    return ends[key];
  }

  tokenizer._extractMatching = function (breaks, characters) {
    if (this.index >= this.len) {
      return null;
    }
    var end = endOf(characters, breaks);
    end.lastIndex = this.index;
    var found = characters === '' ? null : end.exec(this.str);
    var text = this.str.slice(this.index, found ? found.index : this.len);
    var lines = text.split('\n');
    this.index += text.length;
    this.lineno += lines.length - 1;
    this.colno = lines.length > 1 ? lines[lines.length - 1].length : this.colno + text.length;
    return text;
  };

  tokenizer._matches = function (text) {
    return this.str.startsWith(text, this.index);
  };

  // What a text is alone in is kept as JSON: each output of it, but not what macros and captures make.
  function dumped(node) {
    if (node instanceof nodes.Output) {
      node.children = node.children.map(function (child) {
        return child instanceof nodes.TemplateData ? child : new nodes.Filter(
          child.lineno, child.colno, new nodes.Symbol(child.lineno, child.colno, 'dump'),
          new nodes.NodeList(child.lineno, child.colno, [child]));
      });
    } else if (node instanceof nodes.Macro || node instanceof nodes.Set) {
      return;
    } else if (node instanceof nodes.NodeList) {
      node.children.forEach(dumped);
    } else if (node instanceof nodes.Node) {
      ['body', 'else_', 'default'].forEach(function (field) {
        if (node[field]) {
          dumped(node[field]);
        }
      });
      if (node instanceof nodes.Switch) {
        node.cases.forEach(dumped);
      }
    }
  }

  var parse = nunjucks.parser.parse;
  var asJson = false;
  nunjucks.parser.parse = function (source, extensions, options) {
    var root = parse(source, extensions, options);
    refuse(root);
    if (asJson) {
      dumped(root.children[0]);
    }
    return root;
  };

  return {
    /** Whether a text is one expression or statement and nothing else. */
    isSingle: function (source) {
      var root = parse(source, [], env.opts);
      var first = root.children[0];
      return root.children.length === 1 &&
        !(first instanceof nodes.Output && first.children[0] instanceof nodes.TemplateData);
    },
    compile: function (source, json, cookiecutter, trimBlocks, stripBlocks) {
      asJson = json;
      cookiecutterMode = cookiecutter;
      var options = Object.assign({}, env.opts, { trimBlocks: trimBlocks, lstripBlocks: stripBlocks });
      if (cookiecutter) {
        options.tags = { variableStart: '{{', variableEnd: '}}' };
      }
      try {
        return nunjucks.compiler.compile(source, [], [], null, options);
      } catch (error) {
        throw nunjucks.lib._prettifyError(null, false, error);
      } finally {
        asJson = false;
      }
    },
    run: function (properties, context) {
      var template = new nunjucks.Template({ type: 'code', obj: properties }, env);
      return String(template.render(JSON.parse(context)));
    }
  };
});
