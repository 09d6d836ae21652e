(() => {
  var __create = Object.create;
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __getProtoOf = Object.getPrototypeOf;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __esm = (fn, res) => function __init() {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  };
  var __commonJS = (cb, mod) => function __require() {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  };
  var __export = (target, all2) => {
    for (var name in all2)
      __defProp(target, name, { get: all2[name], enumerable: true });
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
    // If the importer is in node compatibility mode or this is not an ESM
    // file that has been converted to a CommonJS file using a Babel-
    // compatible transform (i.e. "__esModule" has not been set), then set
    // "default" to the CommonJS "module.exports" for node compatibility.
    isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
    mod
  ));
  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

  // node_modules/@typespec/ts-http-runtime/dist/browser/abort-controller/AbortError.js
  var AbortError;
  var init_AbortError = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/abort-controller/AbortError.js"() {
      AbortError = class extends Error {
        constructor(message) {
          super(message);
          this.name = "AbortError";
        }
      };
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/logger/log.common.js
  function log(...args) {
    if (args.length > 0) {
      const firstArg = String(args[0]);
      if (firstArg.includes(":error")) {
        console.error(...args);
      } else if (firstArg.includes(":warning")) {
        console.warn(...args);
      } else if (firstArg.includes(":info")) {
        console.info(...args);
      } else if (firstArg.includes(":verbose")) {
        console.debug(...args);
      } else {
        console.debug(...args);
      }
    }
  }
  var init_log_common = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/logger/log.common.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/logger/log-web.mjs
  var init_log_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/logger/log-web.mjs"() {
      init_log_common();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/env-browser.mjs
  function getEnvironmentVariable(name) {
    return globalThis.process?.env?.[name];
  }
  function emitNodeWarning(warning) {
    globalThis.process?.emitWarning?.(warning);
  }
  var isBrowser, isWebWorker, isDeno, isBun, isNodeLike, isNodeRuntime, isReactNative;
  var init_env_browser = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/env-browser.mjs"() {
      isBrowser = typeof window !== "undefined" && typeof window.document !== "undefined";
      isWebWorker = typeof self === "object" && "importScripts" in self && typeof self.importScripts === "function" && (self.constructor?.name === "DedicatedWorkerGlobalScope" || self.constructor?.name === "ServiceWorkerGlobalScope" || self.constructor?.name === "SharedWorkerGlobalScope");
      isDeno = false;
      isBun = false;
      isNodeLike = false;
      isNodeRuntime = false;
      isReactNative = false;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/logger/debug.js
  function enable(namespaces) {
    enabledString = namespaces;
    enabledNamespaces = [];
    skippedNamespaces = [];
    const namespaceList = namespaces.split(",").map((ns) => ns.trim());
    for (const ns of namespaceList) {
      if (ns.startsWith("-")) {
        skippedNamespaces.push(ns.substring(1));
      } else {
        enabledNamespaces.push(ns);
      }
    }
    for (const instance of debuggers) {
      instance.enabled = enabled(instance.namespace);
    }
  }
  function enabled(namespace) {
    if (namespace.endsWith("*")) {
      return true;
    }
    for (const skipped of skippedNamespaces) {
      if (namespaceMatches(namespace, skipped)) {
        return false;
      }
    }
    for (const enabledNamespace of enabledNamespaces) {
      if (namespaceMatches(namespace, enabledNamespace)) {
        return true;
      }
    }
    return false;
  }
  function namespaceMatches(namespace, patternToMatch) {
    if (patternToMatch.indexOf("*") === -1) {
      return namespace === patternToMatch;
    }
    let pattern = patternToMatch;
    if (patternToMatch.indexOf("**") !== -1) {
      const patternParts = [];
      let lastCharacter = "";
      for (const character of patternToMatch) {
        if (character === "*" && lastCharacter === "*") {
          continue;
        } else {
          lastCharacter = character;
          patternParts.push(character);
        }
      }
      pattern = patternParts.join("");
    }
    let namespaceIndex = 0;
    let patternIndex = 0;
    const patternLength = pattern.length;
    const namespaceLength = namespace.length;
    let lastWildcard = -1;
    let lastWildcardNamespace = -1;
    while (namespaceIndex < namespaceLength && patternIndex < patternLength) {
      if (pattern[patternIndex] === "*") {
        lastWildcard = patternIndex;
        patternIndex++;
        if (patternIndex === patternLength) {
          return true;
        }
        while (namespace[namespaceIndex] !== pattern[patternIndex]) {
          namespaceIndex++;
          if (namespaceIndex === namespaceLength) {
            return false;
          }
        }
        lastWildcardNamespace = namespaceIndex;
        namespaceIndex++;
        patternIndex++;
        continue;
      } else if (pattern[patternIndex] === namespace[namespaceIndex]) {
        patternIndex++;
        namespaceIndex++;
      } else if (lastWildcard >= 0) {
        patternIndex = lastWildcard + 1;
        namespaceIndex = lastWildcardNamespace + 1;
        if (namespaceIndex === namespaceLength) {
          return false;
        }
        while (namespace[namespaceIndex] !== pattern[patternIndex]) {
          namespaceIndex++;
          if (namespaceIndex === namespaceLength) {
            return false;
          }
        }
        lastWildcardNamespace = namespaceIndex;
        namespaceIndex++;
        patternIndex++;
        continue;
      } else {
        return false;
      }
    }
    const namespaceDone = namespaceIndex === namespace.length;
    const patternDone = patternIndex === pattern.length;
    const trailingWildCard = patternIndex === pattern.length - 1 && pattern[patternIndex] === "*";
    return namespaceDone && (patternDone || trailingWildCard);
  }
  function disable() {
    const result = enabledString || "";
    enable("");
    return result;
  }
  function createDebugger(namespace) {
    const newDebugger = Object.assign(debug, {
      enabled: enabled(namespace),
      destroy,
      log: debugObj.log,
      namespace,
      extend
    });
    function debug(...args) {
      if (!newDebugger.enabled) {
        return;
      }
      if (args.length > 0) {
        args[0] = `${namespace} ${args[0]}`;
      }
      newDebugger.log(...args);
    }
    debuggers.push(newDebugger);
    return newDebugger;
  }
  function destroy() {
    const index = debuggers.indexOf(this);
    if (index >= 0) {
      debuggers.splice(index, 1);
      return true;
    }
    return false;
  }
  function extend(namespace) {
    const newDebugger = createDebugger(`${this.namespace}:${namespace}`);
    newDebugger.log = this.log;
    return newDebugger;
  }
  var debugEnvVariable, enabledString, enabledNamespaces, skippedNamespaces, debuggers, debugObj, debug_default;
  var init_debug = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/logger/debug.js"() {
      init_log_web();
      init_env_browser();
      debugEnvVariable = getEnvironmentVariable("DEBUG");
      enabledNamespaces = [];
      skippedNamespaces = [];
      debuggers = [];
      if (debugEnvVariable) {
        enable(debugEnvVariable);
      }
      debugObj = Object.assign((namespace) => {
        return createDebugger(namespace);
      }, {
        enable,
        enabled,
        disable,
        log
      });
      debug_default = debugObj;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/logger/logger.js
  function patchLogMethod(parent, child) {
    child.log = (...args) => {
      parent.log(...args);
    };
  }
  function isTypeSpecRuntimeLogLevel(level) {
    return TYPESPEC_RUNTIME_LOG_LEVELS.includes(level);
  }
  function createLoggerContext(options) {
    const registeredLoggers = /* @__PURE__ */ new Set();
    const logLevelFromEnv = getEnvironmentVariable(options.logLevelEnvVarName);
    let logLevel;
    const clientLogger = debug_default(options.namespace);
    clientLogger.log = (...args) => {
      debug_default.log(...args);
    };
    function contextSetLogLevel(level) {
      if (level && !isTypeSpecRuntimeLogLevel(level)) {
        throw new Error(`Unknown log level '${level}'. Acceptable values: ${TYPESPEC_RUNTIME_LOG_LEVELS.join(",")}`);
      }
      logLevel = level;
      const enabledNamespaces2 = [];
      for (const logger5 of registeredLoggers) {
        if (shouldEnable(logger5)) {
          enabledNamespaces2.push(logger5.namespace);
        }
      }
      debug_default.enable(enabledNamespaces2.join(","));
    }
    if (logLevelFromEnv) {
      if (isTypeSpecRuntimeLogLevel(logLevelFromEnv)) {
        contextSetLogLevel(logLevelFromEnv);
      } else {
        console.error(`${options.logLevelEnvVarName} set to unknown log level '${logLevelFromEnv}'; logging is not enabled. Acceptable values: ${TYPESPEC_RUNTIME_LOG_LEVELS.join(", ")}.`);
      }
    }
    function shouldEnable(logger5) {
      return Boolean(logLevel && levelMap[logger5.level] <= levelMap[logLevel]);
    }
    function createLogger(parent, level) {
      const logger5 = Object.assign(parent.extend(level), {
        level
      });
      patchLogMethod(parent, logger5);
      if (shouldEnable(logger5)) {
        const enabledNamespaces2 = debug_default.disable();
        debug_default.enable(enabledNamespaces2 + "," + logger5.namespace);
      }
      registeredLoggers.add(logger5);
      return logger5;
    }
    function contextGetLogLevel() {
      return logLevel;
    }
    function contextCreateClientLogger(namespace) {
      const clientRootLogger = clientLogger.extend(namespace);
      patchLogMethod(clientLogger, clientRootLogger);
      return {
        error: createLogger(clientRootLogger, "error"),
        warning: createLogger(clientRootLogger, "warning"),
        info: createLogger(clientRootLogger, "info"),
        verbose: createLogger(clientRootLogger, "verbose")
      };
    }
    return {
      setLogLevel: contextSetLogLevel,
      getLogLevel: contextGetLogLevel,
      createClientLogger: contextCreateClientLogger,
      logger: clientLogger
    };
  }
  function createClientLogger(namespace) {
    return context.createClientLogger(namespace);
  }
  var TYPESPEC_RUNTIME_LOG_LEVELS, levelMap, context, TypeSpecRuntimeLogger;
  var init_logger = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/logger/logger.js"() {
      init_debug();
      init_env_browser();
      TYPESPEC_RUNTIME_LOG_LEVELS = ["verbose", "info", "warning", "error"];
      levelMap = {
        verbose: 400,
        info: 300,
        warning: 200,
        error: 100
      };
      context = createLoggerContext({
        logLevelEnvVarName: "TYPESPEC_RUNTIME_LOG_LEVEL",
        namespace: "typeSpecRuntime"
      });
      TypeSpecRuntimeLogger = context.logger;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/httpHeaders.js
  function normalizeName(name) {
    return name.toLowerCase();
  }
  function normalizeValue(value) {
    return String(value).trim().replace(/[\r\n]/g, "");
  }
  function* headerIterator(map) {
    for (const entry of map.values()) {
      yield [entry.name, entry.value];
    }
  }
  function createHttpHeaders(rawHeaders) {
    return new HttpHeadersImpl(rawHeaders);
  }
  var HttpHeadersImpl;
  var init_httpHeaders = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/httpHeaders.js"() {
      HttpHeadersImpl = class {
        _headersMap;
        constructor(rawHeaders) {
          this._headersMap = /* @__PURE__ */ new Map();
          if (rawHeaders) {
            for (const headerName of Object.keys(rawHeaders)) {
              this.set(headerName, rawHeaders[headerName]);
            }
          }
        }
        /**
         * Set a header in this collection with the provided name and value. The name is
         * case-insensitive.
         * @param name - The name of the header to set. This value is case-insensitive.
         * @param value - The value of the header to set.
         */
        set(name, value) {
          this._headersMap.set(normalizeName(name), { name, value: normalizeValue(value) });
        }
        /**
         * Get the header value for the provided header name, or undefined if no header exists in this
         * collection with the provided name.
         * @param name - The name of the header. This value is case-insensitive.
         */
        get(name) {
          return this._headersMap.get(normalizeName(name))?.value;
        }
        /**
         * Get whether or not this header collection contains a header entry for the provided header name.
         * @param name - The name of the header to set. This value is case-insensitive.
         */
        has(name) {
          return this._headersMap.has(normalizeName(name));
        }
        /**
         * Remove the header with the provided headerName.
         * @param name - The name of the header to remove.
         */
        delete(name) {
          this._headersMap.delete(normalizeName(name));
        }
        /**
         * Get the JSON object representation of this HTTP header collection.
         */
        toJSON(options = {}) {
          const result = {};
          if (options.preserveCase) {
            for (const entry of this._headersMap.values()) {
              result[entry.name] = entry.value;
            }
          } else {
            for (const [normalizedName, entry] of this._headersMap) {
              result[normalizedName] = entry.value;
            }
          }
          return result;
        }
        /**
         * Get the string representation of this HTTP header collection.
         */
        toString() {
          return JSON.stringify(this.toJSON({ preserveCase: true }));
        }
        /**
         * Iterate over tuples of header [name, value] pairs.
         */
        [Symbol.iterator]() {
          return headerIterator(this._headersMap);
        }
      };
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/uuidUtils.common.js
  function generateUUID() {
    let uuid = "";
    for (let i = 0; i < 32; i++) {
      const randomNumber = Math.floor(Math.random() * 16);
      if (i === 12) {
        uuid += "4";
      } else if (i === 16) {
        uuid += (randomNumber & 3 | 8).toString(16);
      } else {
        uuid += randomNumber.toString(16);
      }
      if (i === 7 || i === 11 || i === 15 || i === 19) {
        uuid += "-";
      }
    }
    return uuid;
  }
  var init_uuidUtils_common = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/uuidUtils.common.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/uuidUtils-browser.mjs
  function randomUUID() {
    return uuidFunction();
  }
  var uuidFunction;
  var init_uuidUtils_browser = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/uuidUtils-browser.mjs"() {
      init_uuidUtils_common();
      uuidFunction = typeof globalThis?.crypto?.randomUUID === "function" ? globalThis.crypto.randomUUID.bind(globalThis.crypto) : generateUUID;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/pipelineRequest.js
  function createPipelineRequest(options) {
    return new PipelineRequestImpl(options);
  }
  var PipelineRequestImpl;
  var init_pipelineRequest = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/pipelineRequest.js"() {
      init_httpHeaders();
      init_uuidUtils_browser();
      PipelineRequestImpl = class {
        url;
        method;
        headers;
        timeout;
        withCredentials;
        body;
        multipartBody;
        formData;
        streamResponseStatusCodes;
        enableBrowserStreams;
        proxySettings;
        disableKeepAlive;
        abortSignal;
        requestId;
        allowInsecureConnection;
        onUploadProgress;
        onDownloadProgress;
        requestOverrides;
        authSchemes;
        constructor(options) {
          this.url = options.url;
          this.body = options.body;
          this.headers = options.headers ?? createHttpHeaders();
          this.method = options.method ?? "GET";
          this.timeout = options.timeout ?? 0;
          this.multipartBody = options.multipartBody;
          this.formData = options.formData;
          this.disableKeepAlive = options.disableKeepAlive ?? false;
          this.proxySettings = options.proxySettings;
          this.streamResponseStatusCodes = options.streamResponseStatusCodes;
          this.withCredentials = options.withCredentials ?? false;
          this.abortSignal = options.abortSignal;
          this.onUploadProgress = options.onUploadProgress;
          this.onDownloadProgress = options.onDownloadProgress;
          this.requestId = options.requestId || randomUUID();
          this.allowInsecureConnection = options.allowInsecureConnection ?? false;
          this.enableBrowserStreams = options.enableBrowserStreams ?? false;
          this.requestOverrides = options.requestOverrides;
          this.authSchemes = options.authSchemes;
        }
      };
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/pipeline.js
  function createEmptyPipeline() {
    return HttpPipeline.create();
  }
  var ValidPhaseNames, HttpPipeline;
  var init_pipeline = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/pipeline.js"() {
      ValidPhaseNames = /* @__PURE__ */ new Set(["Deserialize", "Serialize", "Retry", "Sign"]);
      HttpPipeline = class _HttpPipeline {
        _policies = [];
        _orderedPolicies;
        constructor(policies) {
          this._policies = policies?.slice(0) ?? [];
          this._orderedPolicies = void 0;
        }
        addPolicy(policy, options = {}) {
          if (options.phase && options.afterPhase) {
            throw new Error("Policies inside a phase cannot specify afterPhase.");
          }
          if (options.phase && !ValidPhaseNames.has(options.phase)) {
            throw new Error(`Invalid phase name: ${options.phase}`);
          }
          if (options.afterPhase && !ValidPhaseNames.has(options.afterPhase)) {
            throw new Error(`Invalid afterPhase name: ${options.afterPhase}`);
          }
          this._policies.push({
            policy,
            options
          });
          this._orderedPolicies = void 0;
        }
        removePolicy(options) {
          const removedPolicies = [];
          this._policies = this._policies.filter((policyDescriptor) => {
            if (options.name && policyDescriptor.policy.name === options.name || options.phase && policyDescriptor.options.phase === options.phase) {
              removedPolicies.push(policyDescriptor.policy);
              return false;
            } else {
              return true;
            }
          });
          this._orderedPolicies = void 0;
          return removedPolicies;
        }
        sendRequest(httpClient, request) {
          const policies = this.getOrderedPolicies();
          const pipeline = policies.reduceRight((next, policy) => {
            return (req) => {
              return policy.sendRequest(req, next);
            };
          }, (req) => httpClient.sendRequest(req));
          return pipeline(request);
        }
        getOrderedPolicies() {
          if (!this._orderedPolicies) {
            this._orderedPolicies = this.orderPolicies();
          }
          return this._orderedPolicies;
        }
        clone() {
          return new _HttpPipeline(this._policies);
        }
        static create() {
          return new _HttpPipeline();
        }
        orderPolicies() {
          const result = [];
          const policyMap = /* @__PURE__ */ new Map();
          function createPhase(name) {
            return {
              name,
              policies: /* @__PURE__ */ new Set(),
              hasRun: false,
              hasAfterPolicies: false
            };
          }
          const serializePhase = createPhase("Serialize");
          const noPhase = createPhase("None");
          const deserializePhase = createPhase("Deserialize");
          const retryPhase = createPhase("Retry");
          const signPhase = createPhase("Sign");
          const orderedPhases = [serializePhase, noPhase, deserializePhase, retryPhase, signPhase];
          function getPhase(phase) {
            if (phase === "Retry") {
              return retryPhase;
            } else if (phase === "Serialize") {
              return serializePhase;
            } else if (phase === "Deserialize") {
              return deserializePhase;
            } else if (phase === "Sign") {
              return signPhase;
            } else {
              return noPhase;
            }
          }
          for (const descriptor of this._policies) {
            const policy = descriptor.policy;
            const options = descriptor.options;
            const policyName = policy.name;
            if (policyMap.has(policyName)) {
              throw new Error("Duplicate policy names not allowed in pipeline");
            }
            const node = {
              policy,
              dependsOn: /* @__PURE__ */ new Set(),
              dependants: /* @__PURE__ */ new Set()
            };
            if (options.afterPhase) {
              node.afterPhase = getPhase(options.afterPhase);
              node.afterPhase.hasAfterPolicies = true;
            }
            policyMap.set(policyName, node);
            const phase = getPhase(options.phase);
            phase.policies.add(node);
          }
          for (const descriptor of this._policies) {
            const { policy, options } = descriptor;
            const policyName = policy.name;
            const node = policyMap.get(policyName);
            if (!node) {
              throw new Error(`Missing node for policy ${policyName}`);
            }
            if (options.afterPolicies) {
              for (const afterPolicyName of options.afterPolicies) {
                const afterNode = policyMap.get(afterPolicyName);
                if (afterNode) {
                  node.dependsOn.add(afterNode);
                  afterNode.dependants.add(node);
                }
              }
            }
            if (options.beforePolicies) {
              for (const beforePolicyName of options.beforePolicies) {
                const beforeNode = policyMap.get(beforePolicyName);
                if (beforeNode) {
                  beforeNode.dependsOn.add(node);
                  node.dependants.add(beforeNode);
                }
              }
            }
          }
          function walkPhase(phase) {
            phase.hasRun = true;
            for (const node of phase.policies) {
              if (node.afterPhase && (!node.afterPhase.hasRun || node.afterPhase.policies.size)) {
                continue;
              }
              if (node.dependsOn.size === 0) {
                result.push(node.policy);
                for (const dependant of node.dependants) {
                  dependant.dependsOn.delete(node);
                }
                policyMap.delete(node.policy.name);
                phase.policies.delete(node);
              }
            }
          }
          function walkPhases() {
            for (const phase of orderedPhases) {
              walkPhase(phase);
              if (phase.policies.size > 0 && phase !== noPhase) {
                if (!noPhase.hasRun) {
                  walkPhase(noPhase);
                }
                return;
              }
              if (phase.hasAfterPolicies) {
                walkPhase(noPhase);
              }
            }
          }
          let iteration = 0;
          while (policyMap.size > 0) {
            iteration++;
            const initialResultLength = result.length;
            walkPhases();
            if (result.length <= initialResultLength && iteration > 1) {
              throw new Error("Cannot satisfy policy dependencies due to requirements cycle.");
            }
          }
          return result;
        }
      };
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/object.js
  function isObject(input) {
    return typeof input === "object" && input !== null && !Array.isArray(input) && !(input instanceof RegExp) && !(input instanceof Date);
  }
  var init_object = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/object.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/error.js
  function isError(e) {
    if (isObject(e)) {
      const hasName = typeof e.name === "string";
      const hasMessage = typeof e.message === "string";
      return hasName && hasMessage;
    }
    return false;
  }
  var init_error = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/error.js"() {
      init_object();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/inspect.common.js
  var custom;
  var init_inspect_common = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/inspect.common.js"() {
      custom = Symbol();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/inspect-web.mjs
  var init_inspect_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/inspect-web.mjs"() {
      init_inspect_common();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/sanitizer.js
  var RedactedString, defaultAllowedHeaderNames, defaultAllowedQueryParameters, Sanitizer;
  var init_sanitizer = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/sanitizer.js"() {
      init_object();
      RedactedString = "REDACTED";
      defaultAllowedHeaderNames = [
        "x-ms-client-request-id",
        "x-ms-return-client-request-id",
        "x-ms-useragent",
        "x-ms-correlation-request-id",
        "x-ms-request-id",
        "client-request-id",
        "ms-cv",
        "return-client-request-id",
        "traceparent",
        "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Headers",
        "Access-Control-Allow-Methods",
        "Access-Control-Allow-Origin",
        "Access-Control-Expose-Headers",
        "Access-Control-Max-Age",
        "Access-Control-Request-Headers",
        "Access-Control-Request-Method",
        "Origin",
        "Accept",
        "Accept-Encoding",
        "Cache-Control",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Date",
        "ETag",
        "Expires",
        "If-Match",
        "If-Modified-Since",
        "If-None-Match",
        "If-Unmodified-Since",
        "Last-Modified",
        "Pragma",
        "Request-Id",
        "Retry-After",
        "Server",
        "Transfer-Encoding",
        "User-Agent",
        "WWW-Authenticate"
      ];
      defaultAllowedQueryParameters = ["api-version"];
      Sanitizer = class {
        allowedHeaderNames;
        allowedQueryParameters;
        constructor({ additionalAllowedHeaderNames: allowedHeaderNames = [], additionalAllowedQueryParameters: allowedQueryParameters = [] } = {}) {
          allowedHeaderNames = defaultAllowedHeaderNames.concat(allowedHeaderNames);
          allowedQueryParameters = defaultAllowedQueryParameters.concat(allowedQueryParameters);
          this.allowedHeaderNames = new Set(allowedHeaderNames.map((n) => n.toLowerCase()));
          this.allowedQueryParameters = new Set(allowedQueryParameters.map((p) => p.toLowerCase()));
        }
        /**
         * Sanitizes an object for logging.
         * @param obj - The object to sanitize
         * @returns - The sanitized object as a string
         */
        sanitize(obj) {
          const seen = /* @__PURE__ */ new Set();
          return JSON.stringify(obj, (key, value) => {
            if (value instanceof Error) {
              return {
                ...value,
                name: value.name,
                message: value.message
              };
            }
            if (key === "headers" && isObject(value)) {
              return this.sanitizeHeaders(value);
            } else if (key === "url" && typeof value === "string") {
              return this.sanitizeUrl(value);
            } else if (key === "query" && isObject(value)) {
              return this.sanitizeQuery(value);
            } else if (key === "body") {
              return void 0;
            } else if (key === "response") {
              return void 0;
            } else if (key === "operationSpec") {
              return void 0;
            } else if (Array.isArray(value) || isObject(value)) {
              if (seen.has(value)) {
                return "[Circular]";
              }
              seen.add(value);
            }
            return value;
          }, 2);
        }
        /**
         * Sanitizes a URL for logging.
         * @param value - The URL to sanitize
         * @returns - The sanitized URL as a string
         */
        sanitizeUrl(value) {
          if (typeof value !== "string" || value === null || value === "") {
            return value;
          }
          const url = new URL(value);
          if (!url.search) {
            return value;
          }
          for (const [key] of url.searchParams) {
            if (!this.allowedQueryParameters.has(key.toLowerCase())) {
              url.searchParams.set(key, RedactedString);
            }
          }
          return url.toString();
        }
        sanitizeHeaders(obj) {
          const sanitized = {};
          for (const key of Object.keys(obj)) {
            if (this.allowedHeaderNames.has(key.toLowerCase())) {
              sanitized[key] = obj[key];
            } else {
              sanitized[key] = RedactedString;
            }
          }
          return sanitized;
        }
        sanitizeQuery(value) {
          if (typeof value !== "object" || value === null) {
            return value;
          }
          const sanitized = {};
          for (const k of Object.keys(value)) {
            if (this.allowedQueryParameters.has(k.toLowerCase())) {
              sanitized[k] = value[k];
            } else {
              sanitized[k] = RedactedString;
            }
          }
          return sanitized;
        }
      };
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/restError.js
  function isRestError(e) {
    if (e instanceof RestError) {
      return true;
    }
    return isError(e) && e.name === "RestError";
  }
  var errorSanitizer, RestError;
  var init_restError = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/restError.js"() {
      init_error();
      init_inspect_web();
      init_sanitizer();
      errorSanitizer = new Sanitizer();
      RestError = class _RestError extends Error {
        /**
         * Something went wrong when making the request.
         * This means the actual request failed for some reason,
         * such as a DNS issue or the connection being lost.
         */
        static REQUEST_SEND_ERROR = "REQUEST_SEND_ERROR";
        /**
         * This means that parsing the response from the server failed.
         * It may have been malformed.
         */
        static PARSE_ERROR = "PARSE_ERROR";
        /**
         * The code of the error itself (use statics on RestError if possible.)
         */
        code;
        /**
         * The HTTP status code of the request (if applicable.)
         */
        statusCode;
        /**
         * The request that was made.
         * This property is non-enumerable.
         */
        request;
        /**
         * The response received (if any.)
         * This property is non-enumerable.
         */
        response;
        /**
         * Bonus property set by the throw site.
         */
        details;
        constructor(message, options = {}) {
          super(message);
          this.name = "RestError";
          this.code = options.code;
          this.statusCode = options.statusCode;
          Object.defineProperty(this, "request", { value: options.request, enumerable: false });
          Object.defineProperty(this, "response", { value: options.response, enumerable: false });
          const agent = this.request?.agent ? {
            maxFreeSockets: this.request.agent.maxFreeSockets,
            maxSockets: this.request.agent.maxSockets
          } : void 0;
          Object.defineProperty(this, custom, {
            value: () => {
              return `RestError: ${this.message} 
 ${errorSanitizer.sanitize({
                ...this,
                request: { ...this.request, agent },
                response: this.response
              })}`;
            },
            enumerable: false
          });
          Object.setPrototypeOf(this, _RestError.prototype);
        }
      };
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/encoding.js
  function decodeUtf8(bytes) {
    return new TextDecoder().decode(bytes);
  }
  function encodeUtf8(value) {
    return new TextEncoder().encode(value);
  }
  var init_encoding = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/encoding.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/bytesEncoding.common.js
  function uint8ArrayToString(bytes, format) {
    switch (format) {
      case "utf-8":
        return uint8ArrayToUtf8String(bytes);
      case "base64":
        return uint8ArrayToBase64(bytes);
      case "base64url":
        return uint8ArrayToBase64Url(bytes);
      case "hex":
        return uint8ArrayToHexString(bytes);
    }
  }
  function stringToUint8Array(value, format) {
    switch (format) {
      case "utf-8":
        return utf8StringToUint8Array(value);
      case "base64":
        return base64ToUint8Array(value);
      case "base64url":
        return base64UrlToUint8Array(value);
      case "hex":
        return hexStringToUint8Array(value);
    }
  }
  function uint8ArrayToBase64(bytes) {
    return btoa([...bytes].map((x) => String.fromCharCode(x)).join(""));
  }
  function uint8ArrayToBase64Url(bytes) {
    return uint8ArrayToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  }
  function uint8ArrayToUtf8String(bytes) {
    return decodeUtf8(bytes);
  }
  function uint8ArrayToHexString(bytes) {
    return [...bytes].map((x) => x.toString(16).padStart(2, "0")).join("");
  }
  function utf8StringToUint8Array(value) {
    return encodeUtf8(value);
  }
  function base64ToUint8Array(value) {
    return new Uint8Array([...atob(value)].map((x) => x.charCodeAt(0)));
  }
  function base64UrlToUint8Array(value) {
    const base64String = value.replace(/-/g, "+").replace(/_/g, "/");
    return base64ToUint8Array(base64String);
  }
  function hexStringToUint8Array(value) {
    const bytes = new Uint8Array(value.length / 2);
    for (let i = 0; i < value.length / 2; ++i) {
      const highNibble = value[2 * i];
      const lowNibble = value[2 * i + 1];
      if (!hexDigits.has(highNibble) || !hexDigits.has(lowNibble)) {
        return bytes.slice(0, i);
      }
      bytes[i] = parseInt(`${highNibble}${lowNibble}`, 16);
    }
    return bytes;
  }
  var hexDigits;
  var init_bytesEncoding_common = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/bytesEncoding.common.js"() {
      init_encoding();
      hexDigits = new Set("0123456789abcdefABCDEF");
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/bytesEncoding-web.mjs
  var init_bytesEncoding_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/bytesEncoding-web.mjs"() {
      init_bytesEncoding_common();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/typeGuards-browser.mjs
  function isNodeReadableStream(x) {
    return x !== null && x !== void 0 && typeof x === "object" && "pipe" in x && typeof x.pipe === "function" && "read" in x && typeof x.read === "function";
  }
  function isWebReadableStream(x) {
    return x instanceof ReadableStream;
  }
  var init_typeGuards_browser = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/typeGuards-browser.mjs"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/typeGuards.js
  function isBinaryBody(body) {
    return body !== void 0 && (body instanceof Uint8Array || isReadableStream(body) || typeof body === "function" || body instanceof Blob);
  }
  function isReadableStream(x) {
    return isNodeReadableStream(x) || isWebReadableStream(x);
  }
  function isBlob(x) {
    return x instanceof Blob;
  }
  var init_typeGuards = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/typeGuards.js"() {
      init_typeGuards_browser();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/arrayBuffer.js
  function arrayBufferViewToArrayBuffer(source) {
    if (source.buffer instanceof ArrayBuffer && source.byteOffset === 0 && source.byteLength === source.buffer.byteLength) {
      return source.buffer;
    }
    const arrayBuffer = new ArrayBuffer(source.byteLength);
    const view = new Uint8Array(arrayBuffer);
    const sourceView = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
    view.set(sourceView);
    return view.buffer;
  }
  var init_arrayBuffer = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/arrayBuffer.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/fetchHttpClient.js
  function isBlob2(body) {
    return (typeof Blob === "function" || typeof Blob === "object") && body instanceof Blob;
  }
  async function makeRequest(request) {
    const { abortController, abortControllerCleanup } = setupAbortSignal(request);
    try {
      const headers = buildFetchHeaders(request.headers);
      const { streaming, body: requestBody } = buildRequestBody(request);
      const requestInit = {
        body: requestBody,
        method: request.method,
        headers,
        signal: abortController.signal,
        // Cloudflare doesn't implement the full Fetch API spec
        // because of some of it doesn't make sense in the edge.
        // See https://github.com/cloudflare/workerd/issues/902
        ..."credentials" in Request.prototype ? { credentials: request.withCredentials ? "include" : "same-origin" } : {},
        ..."cache" in Request.prototype ? { cache: "no-store" } : {}
      };
      if (streaming) {
        requestInit.duplex = "half";
      }
      const response = await fetch(request.url, {
        ...requestInit,
        ...request.requestOverrides
      });
      if (isBlob2(request.body) && request.onUploadProgress) {
        request.onUploadProgress({ loadedBytes: request.body.size });
      }
      return buildPipelineResponse(response, request, abortControllerCleanup);
    } catch (e) {
      abortControllerCleanup?.();
      throw e;
    }
  }
  async function buildPipelineResponse(httpResponse, request, abortControllerCleanup) {
    const headers = buildPipelineHeaders(httpResponse);
    const response = {
      request,
      headers,
      status: httpResponse.status
    };
    const bodyStream = isWebReadableStream(httpResponse.body) ? buildBodyStream(httpResponse.body, {
      onProgress: request.onDownloadProgress,
      onEnd: abortControllerCleanup
    }) : httpResponse.body;
    if (
      // Value of POSITIVE_INFINITY in streamResponseStatusCodes is considered as any status code
      request.streamResponseStatusCodes?.has(Number.POSITIVE_INFINITY) || request.streamResponseStatusCodes?.has(response.status)
    ) {
      if (request.enableBrowserStreams) {
        response.browserStreamBody = bodyStream ?? void 0;
      } else {
        const responseStream = new Response(bodyStream);
        response.blobBody = responseStream.blob();
        abortControllerCleanup?.();
      }
    } else {
      const responseStream = new Response(bodyStream);
      response.bodyAsText = await responseStream.text();
      abortControllerCleanup?.();
    }
    return response;
  }
  function setupAbortSignal(request) {
    const abortController = new AbortController();
    let abortControllerCleanup;
    let abortListener;
    if (request.abortSignal) {
      if (request.abortSignal.aborted) {
        throw new AbortError("The operation was aborted. Request has already been canceled.");
      }
      abortListener = (event) => {
        if (event.type === "abort") {
          abortController.abort();
        }
      };
      request.abortSignal.addEventListener("abort", abortListener);
      abortControllerCleanup = () => {
        if (abortListener) {
          request.abortSignal?.removeEventListener("abort", abortListener);
        }
      };
    }
    if (request.timeout > 0) {
      setTimeout(() => {
        abortController.abort();
      }, request.timeout);
    }
    return { abortController, abortControllerCleanup };
  }
  function getError(e, request) {
    if (e && e?.name === "AbortError") {
      return e;
    } else {
      return new RestError(`Error sending request: ${e.message}`, {
        code: e?.code ?? RestError.REQUEST_SEND_ERROR,
        request
      });
    }
  }
  function buildFetchHeaders(pipelineHeaders) {
    const headers = new Headers();
    for (const [name, value] of pipelineHeaders) {
      headers.append(name, value);
    }
    return headers;
  }
  function buildPipelineHeaders(httpResponse) {
    const responseHeaders = createHttpHeaders();
    for (const [name, value] of httpResponse.headers) {
      responseHeaders.set(name, value);
    }
    return responseHeaders;
  }
  function buildRequestBody(request) {
    const body = typeof request.body === "function" ? request.body() : request.body;
    if (isNodeReadableStream(body)) {
      throw new Error("Node streams are not supported in browser environment.");
    }
    if (isWebReadableStream(body)) {
      return {
        streaming: true,
        body: buildBodyStream(body, { onProgress: request.onUploadProgress })
      };
    } else if (typeof body === "object" && body && "buffer" in body) {
      return { streaming: false, body: arrayBufferViewToArrayBuffer(body) };
    } else if (body === void 0) {
      return { streaming: false };
    } else {
      return { streaming: false, body };
    }
  }
  function buildBodyStream(readableStream, options = {}) {
    let loadedBytes = 0;
    const { onProgress, onEnd } = options;
    if (isTransformStreamSupported(readableStream)) {
      return readableStream.pipeThrough(new TransformStream({
        transform(chunk, controller) {
          if (chunk === null) {
            controller.terminate();
            return;
          }
          controller.enqueue(chunk);
          loadedBytes += chunk.length;
          if (onProgress) {
            onProgress({ loadedBytes });
          }
        },
        flush() {
          onEnd?.();
        }
      }));
    } else {
      const reader = readableStream.getReader();
      return new ReadableStream({
        async pull(controller) {
          const { done, value } = await reader.read();
          if (done || !value) {
            onEnd?.();
            controller.close();
            reader.releaseLock();
            return;
          }
          loadedBytes += value?.length ?? 0;
          controller.enqueue(value);
          if (onProgress) {
            onProgress({ loadedBytes });
          }
        },
        cancel(reason) {
          onEnd?.();
          return reader.cancel(reason);
        }
      });
    }
  }
  function createFetchHttpClient() {
    return new FetchHttpClient();
  }
  function isTransformStreamSupported(readableStream) {
    return readableStream.pipeThrough !== void 0 && self.TransformStream !== void 0;
  }
  var FetchHttpClient;
  var init_fetchHttpClient = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/fetchHttpClient.js"() {
      init_AbortError();
      init_restError();
      init_httpHeaders();
      init_typeGuards();
      init_arrayBuffer();
      FetchHttpClient = class {
        /**
         * Makes a request over an underlying transport layer and returns the response.
         * @param request - The request to be made.
         */
        async sendRequest(request) {
          const url = new URL(request.url);
          const isInsecure = url.protocol !== "https:";
          if (isInsecure && !request.allowInsecureConnection) {
            throw new Error(`Cannot connect to ${request.url} while allowInsecureConnection is false.`);
          }
          if (request.proxySettings) {
            throw new Error("HTTP proxy is not supported in browser environment");
          }
          try {
            return await makeRequest(request);
          } catch (e) {
            throw getError(e, request);
          }
        }
      };
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/defaultHttpClient-browser.mjs
  function createDefaultHttpClient() {
    return createFetchHttpClient();
  }
  var init_defaultHttpClient_browser = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/defaultHttpClient-browser.mjs"() {
      init_fetchHttpClient();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/log.js
  var logger;
  var init_log = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/log.js"() {
      init_logger();
      logger = createClientLogger("ts-http-runtime");
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/logPolicy.js
  function logPolicy(options = {}) {
    const logger5 = options.logger ?? logger.info;
    const sanitizer = new Sanitizer({
      additionalAllowedHeaderNames: options.additionalAllowedHeaderNames,
      additionalAllowedQueryParameters: options.additionalAllowedQueryParameters
    });
    return {
      name: logPolicyName,
      async sendRequest(request, next) {
        if (!logger5.enabled) {
          return next(request);
        }
        logger5(`Request: ${sanitizer.sanitize(request)}`);
        const response = await next(request);
        logger5(`Response status code: ${response.status}`);
        logger5(`Headers: ${sanitizer.sanitize(response.headers)}`);
        return response;
      }
    };
  }
  var logPolicyName;
  var init_logPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/logPolicy.js"() {
      init_log();
      init_sanitizer();
      logPolicyName = "logPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/userAgentPlatform-browser.mjs
  function getHeaderName() {
    return "x-ms-useragent";
  }
  function getBrowserInfo(userAgent) {
    const browserRegexes = [
      { name: "Firefox", regex: /Firefox\/([\d.]+)/ },
      { name: "Safari", regex: /Version\/([\d.]+).*Safari/ }
    ];
    for (const browser of browserRegexes) {
      const match = userAgent.match(browser.regex);
      if (match) {
        return { brand: browser.name, version: match[1] };
      }
    }
    return void 0;
  }
  function getBrandVersionString(brands) {
    const brandOrder = ["Google Chrome", "Microsoft Edge", "Opera", "Brave", "Chromium"];
    for (const brand of brandOrder) {
      const foundBrand = brands.find((b) => b.brand === brand);
      if (foundBrand) {
        return foundBrand;
      }
    }
    return void 0;
  }
  async function setPlatformSpecificData(map) {
    const nav = globalThis.navigator;
    let osInfo = "unknown";
    if (nav?.userAgentData) {
      const entropyValues = await nav.userAgentData.getHighEntropyValues([
        "architecture",
        "platformVersion"
      ]);
      osInfo = `${entropyValues.platform} ${entropyValues.platformVersion}; ${entropyValues.architecture}`;
      const brand = getBrandVersionString(nav.userAgentData.brands);
      if (brand) {
        map.set(brand.brand, `${brand.version} (${osInfo})`);
      }
    } else if (nav?.platform) {
      osInfo = nav.platform;
      const brand = getBrowserInfo(nav.userAgent);
      if (brand) {
        map.set(brand.brand, `${brand.version} (${osInfo})`);
      }
    } else if (typeof EdgeRuntime === "string") {
      map.set("EdgeRuntime", `${EdgeRuntime} (${osInfo})`);
    }
  }
  var init_userAgentPlatform_browser = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/userAgentPlatform-browser.mjs"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/constants.js
  var SDK_VERSION, DEFAULT_RETRY_POLICY_COUNT;
  var init_constants = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/constants.js"() {
      SDK_VERSION = "0.3.6";
      DEFAULT_RETRY_POLICY_COUNT = 3;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/userAgent.js
  function getUserAgentString(telemetryInfo) {
    const parts = [];
    for (const [key, value] of telemetryInfo) {
      const token = value ? `${key}/${value}` : key;
      parts.push(token);
    }
    return parts.join(" ");
  }
  function getUserAgentHeaderName() {
    return getHeaderName();
  }
  async function getUserAgentValue(prefix) {
    const runtimeInfo = /* @__PURE__ */ new Map();
    runtimeInfo.set("ts-http-runtime", SDK_VERSION);
    await setPlatformSpecificData(runtimeInfo);
    const defaultAgent = getUserAgentString(runtimeInfo);
    const userAgentValue = prefix ? `${prefix} ${defaultAgent}` : defaultAgent;
    return userAgentValue;
  }
  var init_userAgent = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/userAgent.js"() {
      init_userAgentPlatform_browser();
      init_constants();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/userAgentPolicy.js
  function userAgentPolicy(options = {}) {
    const userAgentValue = getUserAgentValue(options.userAgentPrefix);
    return {
      name: userAgentPolicyName,
      async sendRequest(request, next) {
        if (!request.headers.has(UserAgentHeaderName)) {
          request.headers.set(UserAgentHeaderName, await userAgentValue);
        }
        return next(request);
      }
    };
  }
  var UserAgentHeaderName, userAgentPolicyName;
  var init_userAgentPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/userAgentPolicy.js"() {
      init_userAgent();
      UserAgentHeaderName = getUserAgentHeaderName();
      userAgentPolicyName = "userAgentPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/random.js
  function getRandomIntegerInclusive(min, max) {
    min = Math.ceil(min);
    max = Math.floor(max);
    const offset = Math.floor(Math.random() * (max - min + 1));
    return offset + min;
  }
  var init_random = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/random.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/delay.js
  function calculateRetryDelay(retryAttempt, config) {
    const exponentialDelay = config.retryDelayInMs * Math.pow(2, retryAttempt);
    const clampedDelay = Math.min(config.maxRetryDelayInMs, exponentialDelay);
    const retryAfterInMs = clampedDelay / 2 + getRandomIntegerInclusive(0, clampedDelay / 2);
    return { retryAfterInMs };
  }
  var init_delay = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/delay.js"() {
      init_random();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/helpers.js
  function delay(delayInMs, value, options) {
    return new Promise((resolve, reject) => {
      let timer = void 0;
      let onAborted = void 0;
      const rejectOnAbort = () => {
        return reject(new AbortError(options?.abortErrorMsg ? options?.abortErrorMsg : StandardAbortMessage));
      };
      const removeListeners = () => {
        if (options?.abortSignal && onAborted) {
          options.abortSignal.removeEventListener("abort", onAborted);
        }
      };
      onAborted = () => {
        if (timer) {
          clearTimeout(timer);
        }
        removeListeners();
        return rejectOnAbort();
      };
      if (options?.abortSignal && options.abortSignal.aborted) {
        return rejectOnAbort();
      }
      timer = setTimeout(() => {
        removeListeners();
        resolve(value);
      }, delayInMs);
      if (options?.abortSignal) {
        options.abortSignal.addEventListener("abort", onAborted);
      }
    });
  }
  function parseHeaderValueAsNumber(response, headerName) {
    const value = response.headers.get(headerName);
    if (!value)
      return;
    const valueAsNum = Number(value);
    if (Number.isNaN(valueAsNum))
      return;
    return valueAsNum;
  }
  var StandardAbortMessage;
  var init_helpers = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/helpers.js"() {
      init_AbortError();
      StandardAbortMessage = "The operation was aborted.";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/retryStrategies/throttlingRetryStrategy.js
  function getRetryAfterInMs(response) {
    if (!(response && [429, 503].includes(response.status)))
      return void 0;
    try {
      for (const header of AllRetryAfterHeaders) {
        const retryAfterValue = parseHeaderValueAsNumber(response, header);
        if (retryAfterValue === 0 || retryAfterValue) {
          const multiplyingFactor = header === RetryAfterHeader ? 1e3 : 1;
          return retryAfterValue * multiplyingFactor;
        }
      }
      const retryAfterHeader = response.headers.get(RetryAfterHeader);
      if (!retryAfterHeader)
        return;
      const date = Date.parse(retryAfterHeader);
      const diff = date - Date.now();
      return Number.isFinite(diff) ? Math.max(0, diff) : void 0;
    } catch {
      return void 0;
    }
  }
  function isThrottlingRetryResponse(response) {
    return Number.isFinite(getRetryAfterInMs(response));
  }
  function throttlingRetryStrategy() {
    return {
      name: "throttlingRetryStrategy",
      retry({ response }) {
        const retryAfterInMs = getRetryAfterInMs(response);
        if (!Number.isFinite(retryAfterInMs)) {
          return { skipStrategy: true };
        }
        return {
          retryAfterInMs
        };
      }
    };
  }
  var RetryAfterHeader, AllRetryAfterHeaders;
  var init_throttlingRetryStrategy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/retryStrategies/throttlingRetryStrategy.js"() {
      init_helpers();
      RetryAfterHeader = "Retry-After";
      AllRetryAfterHeaders = ["retry-after-ms", "x-ms-retry-after-ms", RetryAfterHeader];
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/retryStrategies/exponentialRetryStrategy.js
  function exponentialRetryStrategy(options = {}) {
    const retryInterval = options.retryDelayInMs ?? DEFAULT_CLIENT_RETRY_INTERVAL;
    const maxRetryInterval = options.maxRetryDelayInMs ?? DEFAULT_CLIENT_MAX_RETRY_INTERVAL;
    return {
      name: "exponentialRetryStrategy",
      retry({ retryCount, response, responseError }) {
        const matchedSystemError = isSystemError(responseError);
        const ignoreSystemErrors = matchedSystemError && options.ignoreSystemErrors;
        const isExponential = isExponentialRetryResponse(response);
        const ignoreExponentialResponse = isExponential && options.ignoreHttpStatusCodes;
        const unknownResponse = response && (isThrottlingRetryResponse(response) || !isExponential);
        if (unknownResponse || ignoreExponentialResponse || ignoreSystemErrors) {
          return { skipStrategy: true };
        }
        if (responseError && !matchedSystemError && !isExponential) {
          return { errorToThrow: responseError };
        }
        return calculateRetryDelay(retryCount, {
          retryDelayInMs: retryInterval,
          maxRetryDelayInMs: maxRetryInterval
        });
      }
    };
  }
  function isExponentialRetryResponse(response) {
    return Boolean(response && response.status !== void 0 && (response.status >= 500 || response.status === 408) && response.status !== 501 && response.status !== 505);
  }
  function isSystemError(err) {
    if (!err) {
      return false;
    }
    return err.code === "ETIMEDOUT" || err.code === "ESOCKETTIMEDOUT" || err.code === "ECONNREFUSED" || err.code === "ECONNRESET" || err.code === "ENOENT" || err.code === "ENOTFOUND";
  }
  var DEFAULT_CLIENT_RETRY_INTERVAL, DEFAULT_CLIENT_MAX_RETRY_INTERVAL;
  var init_exponentialRetryStrategy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/retryStrategies/exponentialRetryStrategy.js"() {
      init_delay();
      init_throttlingRetryStrategy();
      DEFAULT_CLIENT_RETRY_INTERVAL = 1e3;
      DEFAULT_CLIENT_MAX_RETRY_INTERVAL = 1e3 * 64;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/retryPolicy.js
  function retryPolicy(strategies, options = { maxRetries: DEFAULT_RETRY_POLICY_COUNT }) {
    const logger5 = options.logger || retryPolicyLogger;
    return {
      name: retryPolicyName,
      async sendRequest(request, next) {
        let response;
        let responseError;
        let retryCount = -1;
        retryRequest: while (true) {
          retryCount += 1;
          response = void 0;
          responseError = void 0;
          try {
            logger5.info(`Retry ${retryCount}: Attempting to send request`, request.requestId);
            response = await next(request);
            logger5.info(`Retry ${retryCount}: Received a response from request`, request.requestId);
          } catch (e) {
            logger5.error(`Retry ${retryCount}: Received an error from request`, request.requestId);
            if (!isRestError(e)) {
              throw e;
            }
            responseError = e;
            response = e.response;
          }
          if (request.abortSignal?.aborted) {
            logger5.error(`Retry ${retryCount}: Request aborted.`);
            const abortError = new AbortError();
            throw abortError;
          }
          if (retryCount >= (options.maxRetries ?? DEFAULT_RETRY_POLICY_COUNT)) {
            logger5.info(`Retry ${retryCount}: Maximum retries reached. Returning the last received response, or throwing the last received error.`);
            if (responseError) {
              throw responseError;
            } else if (response) {
              return response;
            } else {
              throw new Error("Maximum retries reached with no response or error to throw");
            }
          }
          logger5.info(`Retry ${retryCount}: Processing ${strategies.length} retry strategies.`);
          strategiesLoop: for (const strategy of strategies) {
            const strategyLogger = strategy.logger || logger5;
            strategyLogger.info(`Retry ${retryCount}: Processing retry strategy ${strategy.name}.`);
            const modifiers = strategy.retry({
              retryCount,
              response,
              responseError
            });
            if (modifiers.skipStrategy) {
              strategyLogger.info(`Retry ${retryCount}: Skipped.`);
              continue strategiesLoop;
            }
            const { errorToThrow, retryAfterInMs, redirectTo } = modifiers;
            if (errorToThrow) {
              strategyLogger.error(`Retry ${retryCount}: Retry strategy ${strategy.name} throws error:`, errorToThrow);
              throw errorToThrow;
            }
            if (retryAfterInMs || retryAfterInMs === 0) {
              strategyLogger.info(`Retry ${retryCount}: Retry strategy ${strategy.name} retries after ${retryAfterInMs}`);
              await delay(retryAfterInMs, void 0, { abortSignal: request.abortSignal });
              continue retryRequest;
            }
            if (redirectTo) {
              strategyLogger.info(`Retry ${retryCount}: Retry strategy ${strategy.name} redirects to ${redirectTo}`);
              request.url = redirectTo;
              continue retryRequest;
            }
          }
          if (responseError) {
            logger5.info(`None of the retry strategies could work with the received error. Throwing it.`);
            throw responseError;
          }
          if (response) {
            logger5.info(`None of the retry strategies could work with the received response. Returning it.`);
            return response;
          }
        }
      }
    };
  }
  var retryPolicyLogger, retryPolicyName;
  var init_retryPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/retryPolicy.js"() {
      init_helpers();
      init_restError();
      init_AbortError();
      init_logger();
      init_constants();
      retryPolicyLogger = createClientLogger("ts-http-runtime retryPolicy");
      retryPolicyName = "retryPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/defaultRetryPolicy.js
  function defaultRetryPolicy(options = {}) {
    return {
      name: defaultRetryPolicyName,
      sendRequest: retryPolicy([throttlingRetryStrategy(), exponentialRetryStrategy(options)], {
        maxRetries: options.maxRetries ?? DEFAULT_RETRY_POLICY_COUNT
      }).sendRequest
    };
  }
  var defaultRetryPolicyName;
  var init_defaultRetryPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/defaultRetryPolicy.js"() {
      init_exponentialRetryStrategy();
      init_throttlingRetryStrategy();
      init_retryPolicy();
      init_constants();
      defaultRetryPolicyName = "defaultRetryPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/formData-web.mjs
  function convertBodyToFormDataMap(_body) {
    return void 0;
  }
  var init_formData_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/formData-web.mjs"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/formDataPolicy.js
  function formDataPolicy() {
    return {
      name: formDataPolicyName,
      async sendRequest(request, next) {
        const converted = convertBodyToFormDataMap(request.body);
        if (converted) {
          request.formData = converted;
          request.body = void 0;
        }
        if (request.formData) {
          const contentType2 = request.headers.get("Content-Type");
          if (contentType2 && contentType2.indexOf("application/x-www-form-urlencoded") !== -1) {
            request.body = wwwFormUrlEncode(request.formData);
          } else {
            await prepareFormData(request.formData, request);
          }
          request.formData = void 0;
        }
        return next(request);
      }
    };
  }
  function wwwFormUrlEncode(formData) {
    const urlSearchParams = new URLSearchParams();
    for (const [key, value] of Object.entries(formData)) {
      if (Array.isArray(value)) {
        for (const subValue of value) {
          urlSearchParams.append(key, subValue.toString());
        }
      } else {
        urlSearchParams.append(key, value.toString());
      }
    }
    return urlSearchParams.toString();
  }
  async function prepareFormData(formData, request) {
    const contentType2 = request.headers.get("Content-Type");
    if (contentType2 && !contentType2.startsWith("multipart/form-data")) {
      return;
    }
    request.headers.set("Content-Type", contentType2 ?? "multipart/form-data");
    const parts = [];
    for (const [fieldName, values] of Object.entries(formData)) {
      for (const value of Array.isArray(values) ? values : [values]) {
        if (typeof value === "string") {
          parts.push({
            headers: createHttpHeaders({
              "Content-Disposition": `form-data; name="${fieldName}"`
            }),
            body: stringToUint8Array(value, "utf-8")
          });
        } else if (value === void 0 || value === null || typeof value !== "object") {
          throw new Error(`Unexpected value for key ${fieldName}: ${value}. Value should be serialized to string first.`);
        } else {
          const fileName = value.name || "blob";
          const headers = createHttpHeaders();
          headers.set("Content-Disposition", `form-data; name="${fieldName}"; filename="${fileName}"`);
          headers.set("Content-Type", value.type || "application/octet-stream");
          parts.push({
            headers,
            body: value
          });
        }
      }
    }
    request.multipartBody = { parts };
  }
  var formDataPolicyName;
  var init_formDataPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/formDataPolicy.js"() {
      init_bytesEncoding_web();
      init_formData_web();
      init_httpHeaders();
      formDataPolicyName = "formDataPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/platformPolicies-web.mjs
  function addPlatformPolicies(_pipeline, _options) {
  }
  var init_platformPolicies_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/platformPolicies-web.mjs"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/concat-browser.mjs
  function drain(stream) {
    return new Response(stream).blob();
  }
  async function toBlobPart(source) {
    if (source instanceof Blob || source instanceof Uint8Array) {
      return source;
    }
    if (isWebReadableStream(source)) {
      return drain(source);
    }
    throw new Error("Unsupported source type. Only Blob, Uint8Array, and ReadableStream are supported in browser.");
  }
  function arrayToArrayBuffer(source) {
    if ("resize" in source.buffer) {
      return source;
    }
    return source.map((x) => x);
  }
  async function concat(sources) {
    const parts = [];
    for (const source of sources) {
      const blobPart = await toBlobPart(typeof source === "function" ? source() : source);
      if (blobPart instanceof Blob) {
        parts.push(blobPart);
      } else {
        parts.push(new Blob([arrayToArrayBuffer(blobPart)]));
      }
    }
    return new Blob(parts);
  }
  var init_concat_browser = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/concat-browser.mjs"() {
      init_typeGuards_browser();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/multipartPolicy.js
  function generateBoundary() {
    return `----AzSDKFormBoundary${randomUUID()}`;
  }
  function encodeHeaders(headers) {
    let result = "";
    for (const [key, value] of headers) {
      result += `${key}: ${value}\r
`;
    }
    return result;
  }
  function getLength(source) {
    if (source instanceof Uint8Array) {
      return source.byteLength;
    } else if (isBlob(source)) {
      return source.size === -1 ? void 0 : source.size;
    } else {
      return void 0;
    }
  }
  function getTotalLength(sources) {
    let total = 0;
    for (const source of sources) {
      const partLength = getLength(source);
      if (partLength === void 0) {
        return void 0;
      } else {
        total += partLength;
      }
    }
    return total;
  }
  async function buildRequestBody2(request, parts, boundary) {
    const sources = [
      stringToUint8Array(`--${boundary}`, "utf-8"),
      ...parts.flatMap((part) => [
        stringToUint8Array("\r\n", "utf-8"),
        stringToUint8Array(encodeHeaders(part.headers), "utf-8"),
        stringToUint8Array("\r\n", "utf-8"),
        part.body,
        stringToUint8Array(`\r
--${boundary}`, "utf-8")
      ]),
      stringToUint8Array("--\r\n\r\n", "utf-8")
    ];
    const contentLength = getTotalLength(sources);
    if (contentLength) {
      request.headers.set("Content-Length", contentLength);
    }
    request.body = await concat(sources);
  }
  function assertValidBoundary(boundary) {
    if (boundary.length > maxBoundaryLength) {
      throw new Error(`Multipart boundary "${boundary}" exceeds maximum length of 70 characters`);
    }
    if (Array.from(boundary).some((x) => !validBoundaryCharacters.has(x))) {
      throw new Error(`Multipart boundary "${boundary}" contains invalid characters`);
    }
  }
  function multipartPolicy() {
    return {
      name: multipartPolicyName,
      async sendRequest(request, next) {
        if (!request.multipartBody) {
          return next(request);
        }
        if (request.body) {
          throw new Error("multipartBody and regular body cannot be set at the same time");
        }
        let boundary = request.multipartBody.boundary;
        const contentTypeHeader = request.headers.get("Content-Type") ?? "multipart/mixed";
        const parsedHeader = contentTypeHeader.match(/^(multipart\/[^ ;]+)(?:; *boundary=(.+))?$/);
        if (!parsedHeader) {
          throw new Error(`Got multipart request body, but content-type header was not multipart: ${contentTypeHeader}`);
        }
        const [, contentType2, parsedBoundary] = parsedHeader;
        if (parsedBoundary && boundary && parsedBoundary !== boundary) {
          throw new Error(`Multipart boundary was specified as ${parsedBoundary} in the header, but got ${boundary} in the request body`);
        }
        boundary ??= parsedBoundary;
        if (boundary) {
          assertValidBoundary(boundary);
        } else {
          boundary = generateBoundary();
        }
        request.headers.set("Content-Type", `${contentType2}; boundary=${boundary}`);
        await buildRequestBody2(request, request.multipartBody.parts, boundary);
        request.multipartBody = void 0;
        return next(request);
      }
    };
  }
  var multipartPolicyName, maxBoundaryLength, validBoundaryCharacters;
  var init_multipartPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/multipartPolicy.js"() {
      init_bytesEncoding_web();
      init_typeGuards();
      init_uuidUtils_browser();
      init_concat_browser();
      multipartPolicyName = "multipartPolicy";
      maxBoundaryLength = 70;
      validBoundaryCharacters = new Set(`abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'()+,-./:=?`);
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/createPipelineFromOptions.js
  function createPipelineFromOptions(options) {
    const pipeline = createEmptyPipeline();
    addPlatformPolicies(pipeline, options);
    pipeline.addPolicy(formDataPolicy(), { beforePolicies: [multipartPolicyName] });
    pipeline.addPolicy(userAgentPolicy(options.userAgentOptions));
    pipeline.addPolicy(multipartPolicy(), { afterPhase: "Deserialize" });
    pipeline.addPolicy(defaultRetryPolicy(options.retryOptions), { phase: "Retry" });
    pipeline.addPolicy(logPolicy(options.loggingOptions), { afterPhase: "Sign" });
    return pipeline;
  }
  var init_createPipelineFromOptions = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/createPipelineFromOptions.js"() {
      init_logPolicy();
      init_pipeline();
      init_userAgentPolicy();
      init_defaultRetryPolicy();
      init_formDataPolicy();
      init_platformPolicies_web();
      init_multipartPolicy();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/apiVersionPolicy.js
  function apiVersionPolicy(options) {
    return {
      name: apiVersionPolicyName,
      sendRequest: (req, next) => {
        const url = new URL(req.url);
        if (!url.searchParams.get("api-version") && options.apiVersion) {
          req.url = `${req.url}${Array.from(url.searchParams.keys()).length > 0 ? "&" : "?"}api-version=${options.apiVersion}`;
        }
        return next(req);
      }
    };
  }
  var apiVersionPolicyName;
  var init_apiVersionPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/apiVersionPolicy.js"() {
      apiVersionPolicyName = "ApiVersionPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/auth/credentials.js
  function isOAuth2TokenCredential(credential) {
    return "getOAuth2Token" in credential;
  }
  function isBearerTokenCredential(credential) {
    return "getBearerToken" in credential;
  }
  function isBasicCredential(credential) {
    return "username" in credential && "password" in credential;
  }
  function isApiKeyCredential(credential) {
    return "key" in credential;
  }
  var init_credentials = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/auth/credentials.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/checkInsecureConnection.js
  function allowInsecureConnection(request, options) {
    if (options.allowInsecureConnection && request.allowInsecureConnection) {
      const url = new URL(request.url);
      if (url.hostname === "localhost" || url.hostname === "127.0.0.1") {
        return true;
      }
    }
    return false;
  }
  function emitInsecureConnectionWarning() {
    const warning = "Sending token over insecure transport. Assume any token issued is compromised.";
    logger.warning(warning);
    if (!insecureConnectionWarningEmmitted) {
      insecureConnectionWarningEmmitted = true;
      emitNodeWarning(warning);
    }
  }
  function ensureSecureConnection(request, options) {
    if (!request.url.toLowerCase().startsWith("https://")) {
      if (allowInsecureConnection(request, options)) {
        emitInsecureConnectionWarning();
      } else {
        throw new Error("Authentication is not permitted for non-TLS protected (non-https) URLs when allowInsecureConnection is false.");
      }
    }
  }
  var insecureConnectionWarningEmmitted;
  var init_checkInsecureConnection = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/checkInsecureConnection.js"() {
      init_log();
      init_env_browser();
      insecureConnectionWarningEmmitted = false;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/apiKeyAuthenticationPolicy.js
  function apiKeyAuthenticationPolicy(options) {
    return {
      name: apiKeyAuthenticationPolicyName,
      async sendRequest(request, next) {
        ensureSecureConnection(request, options);
        const scheme = (request.authSchemes ?? options.authSchemes)?.find((x) => x.kind === "apiKey");
        if (!scheme) {
          return next(request);
        }
        if (scheme.apiKeyLocation !== "header") {
          throw new Error(`Unsupported API key location: ${scheme.apiKeyLocation}`);
        }
        request.headers.set(scheme.name, options.credential.key);
        return next(request);
      }
    };
  }
  var apiKeyAuthenticationPolicyName;
  var init_apiKeyAuthenticationPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/apiKeyAuthenticationPolicy.js"() {
      init_checkInsecureConnection();
      apiKeyAuthenticationPolicyName = "apiKeyAuthenticationPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/basicAuthenticationPolicy.js
  function basicAuthenticationPolicy(options) {
    return {
      name: basicAuthenticationPolicyName,
      async sendRequest(request, next) {
        ensureSecureConnection(request, options);
        const scheme = (request.authSchemes ?? options.authSchemes)?.find((x) => x.kind === "http" && x.scheme === "basic");
        if (!scheme) {
          return next(request);
        }
        const { username, password } = options.credential;
        const headerValue = uint8ArrayToString(stringToUint8Array(`${username}:${password}`, "utf-8"), "base64");
        request.headers.set("Authorization", `Basic ${headerValue}`);
        return next(request);
      }
    };
  }
  var basicAuthenticationPolicyName;
  var init_basicAuthenticationPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/basicAuthenticationPolicy.js"() {
      init_bytesEncoding_web();
      init_checkInsecureConnection();
      basicAuthenticationPolicyName = "bearerAuthenticationPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/bearerAuthenticationPolicy.js
  function bearerAuthenticationPolicy(options) {
    return {
      name: bearerAuthenticationPolicyName,
      async sendRequest(request, next) {
        ensureSecureConnection(request, options);
        const scheme = (request.authSchemes ?? options.authSchemes)?.find((x) => x.kind === "http" && x.scheme === "bearer");
        if (!scheme) {
          return next(request);
        }
        const token = await options.credential.getBearerToken({
          abortSignal: request.abortSignal
        });
        request.headers.set("Authorization", `Bearer ${token}`);
        return next(request);
      }
    };
  }
  var bearerAuthenticationPolicyName;
  var init_bearerAuthenticationPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/bearerAuthenticationPolicy.js"() {
      init_checkInsecureConnection();
      bearerAuthenticationPolicyName = "bearerAuthenticationPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/oauth2AuthenticationPolicy.js
  function oauth2AuthenticationPolicy(options) {
    return {
      name: oauth2AuthenticationPolicyName,
      async sendRequest(request, next) {
        ensureSecureConnection(request, options);
        const scheme = (request.authSchemes ?? options.authSchemes)?.find((x) => x.kind === "oauth2");
        if (!scheme) {
          return next(request);
        }
        const token = await options.credential.getOAuth2Token(scheme.flows, {
          abortSignal: request.abortSignal
        });
        request.headers.set("Authorization", `Bearer ${token}`);
        return next(request);
      }
    };
  }
  var oauth2AuthenticationPolicyName;
  var init_oauth2AuthenticationPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/auth/oauth2AuthenticationPolicy.js"() {
      init_checkInsecureConnection();
      oauth2AuthenticationPolicyName = "oauth2AuthenticationPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/clientHelpers.js
  function createDefaultPipeline(options = {}) {
    const pipeline = createPipelineFromOptions(options);
    pipeline.addPolicy(apiVersionPolicy(options));
    const { credential, authSchemes, allowInsecureConnection: allowInsecureConnection2 } = options;
    if (credential) {
      if (isApiKeyCredential(credential)) {
        pipeline.addPolicy(apiKeyAuthenticationPolicy({ authSchemes, credential, allowInsecureConnection: allowInsecureConnection2 }));
      } else if (isBasicCredential(credential)) {
        pipeline.addPolicy(basicAuthenticationPolicy({ authSchemes, credential, allowInsecureConnection: allowInsecureConnection2 }));
      } else if (isBearerTokenCredential(credential)) {
        pipeline.addPolicy(bearerAuthenticationPolicy({ authSchemes, credential, allowInsecureConnection: allowInsecureConnection2 }));
      } else if (isOAuth2TokenCredential(credential)) {
        pipeline.addPolicy(oauth2AuthenticationPolicy({ authSchemes, credential, allowInsecureConnection: allowInsecureConnection2 }));
      }
    }
    return pipeline;
  }
  function getCachedDefaultHttpsClient() {
    if (!cachedHttpClient) {
      cachedHttpClient = createDefaultHttpClient();
    }
    return cachedHttpClient;
  }
  var cachedHttpClient;
  var init_clientHelpers = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/clientHelpers.js"() {
      init_defaultHttpClient_browser();
      init_createPipelineFromOptions();
      init_apiVersionPolicy();
      init_credentials();
      init_apiKeyAuthenticationPolicy();
      init_basicAuthenticationPolicy();
      init_bearerAuthenticationPolicy();
      init_oauth2AuthenticationPolicy();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/multipart.js
  function getHeaderValue(descriptor, headerName) {
    if (descriptor.headers) {
      const actualHeaderName = Object.keys(descriptor.headers).find((x) => x.toLowerCase() === headerName.toLowerCase());
      if (actualHeaderName) {
        return descriptor.headers[actualHeaderName];
      }
    }
    return void 0;
  }
  function getPartContentType(descriptor) {
    const contentTypeHeader = getHeaderValue(descriptor, "content-type");
    if (contentTypeHeader) {
      return contentTypeHeader;
    }
    if (descriptor.contentType === null) {
      return void 0;
    }
    if (descriptor.contentType) {
      return descriptor.contentType;
    }
    const { body } = descriptor;
    if (body === null || body === void 0) {
      return void 0;
    }
    if (typeof body === "string" || typeof body === "number" || typeof body === "boolean") {
      return "text/plain; charset=UTF-8";
    }
    if (body instanceof Blob) {
      return body.type || "application/octet-stream";
    }
    if (isBinaryBody(body)) {
      return "application/octet-stream";
    }
    return "application/json";
  }
  function escapeDispositionField(value) {
    return JSON.stringify(value);
  }
  function getContentDisposition(descriptor) {
    const contentDispositionHeader = getHeaderValue(descriptor, "content-disposition");
    if (contentDispositionHeader) {
      return contentDispositionHeader;
    }
    if (descriptor.dispositionType === void 0 && descriptor.name === void 0 && descriptor.filename === void 0) {
      return void 0;
    }
    const dispositionType = descriptor.dispositionType ?? "form-data";
    let disposition = dispositionType;
    if (descriptor.name) {
      disposition += `; name=${escapeDispositionField(descriptor.name)}`;
    }
    let filename = void 0;
    if (descriptor.filename) {
      filename = descriptor.filename;
    } else if (typeof File !== "undefined" && descriptor.body instanceof File) {
      const filenameFromFile = descriptor.body.name;
      if (filenameFromFile !== "") {
        filename = filenameFromFile;
      }
    }
    if (filename) {
      disposition += `; filename=${escapeDispositionField(filename)}`;
    }
    return disposition;
  }
  function normalizeBody(body, contentType2) {
    if (body === void 0) {
      return new Uint8Array([]);
    }
    if (isBinaryBody(body)) {
      return body;
    }
    if (typeof body === "string" || typeof body === "number" || typeof body === "boolean") {
      return stringToUint8Array(String(body), "utf-8");
    }
    if (contentType2 && /application\/(.+\+)?json(;.+)?/i.test(String(contentType2))) {
      return stringToUint8Array(JSON.stringify(body), "utf-8");
    }
    throw new RestError(`Unsupported body/content-type combination: ${body}, ${contentType2}`);
  }
  function buildBodyPart(descriptor) {
    const contentType2 = getPartContentType(descriptor);
    const contentDisposition = getContentDisposition(descriptor);
    const headers = createHttpHeaders(descriptor.headers ?? {});
    if (contentType2) {
      headers.set("content-type", contentType2);
    }
    if (contentDisposition) {
      headers.set("content-disposition", contentDisposition);
    }
    const body = normalizeBody(descriptor.body, contentType2);
    return {
      headers,
      body
    };
  }
  function buildMultipartBody(parts) {
    return { parts: parts.map(buildBodyPart) };
  }
  var init_multipart = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/multipart.js"() {
      init_restError();
      init_httpHeaders();
      init_bytesEncoding_web();
      init_typeGuards();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/sendRequest.js
  async function sendRequest(method, url, pipeline, options = {}, customHttpClient) {
    const httpClient = customHttpClient ?? getCachedDefaultHttpsClient();
    const request = buildPipelineRequest(method, url, options);
    try {
      const response = await pipeline.sendRequest(httpClient, request);
      const headers = response.headers.toJSON();
      const stream = response.readableStreamBody ?? response.browserStreamBody;
      const parsedBody = options.responseAsStream || stream !== void 0 ? void 0 : getResponseBody(response);
      const body = stream ?? parsedBody;
      if (options?.onResponse) {
        options.onResponse({ ...response, request, rawHeaders: headers, parsedBody });
      }
      return {
        request,
        headers,
        status: `${response.status}`,
        body
      };
    } catch (e) {
      if (isRestError(e) && e.response && options.onResponse) {
        const { response } = e;
        const rawHeaders = response.headers.toJSON();
        options?.onResponse({ ...response, request, rawHeaders }, e);
      }
      throw e;
    }
  }
  function getRequestContentType(options = {}) {
    if (options.contentType) {
      return options.contentType;
    }
    const headerContentType = options.headers?.["content-type"];
    if (typeof headerContentType === "string") {
      return headerContentType;
    }
    return getContentType(options.body);
  }
  function getContentType(body) {
    if (body === void 0) {
      return void 0;
    }
    if (ArrayBuffer.isView(body)) {
      return "application/octet-stream";
    }
    if (isBlob(body) && body.type) {
      return body.type;
    }
    if (typeof body === "string") {
      try {
        JSON.parse(body);
        return "application/json";
      } catch (error) {
        return void 0;
      }
    }
    return "application/json";
  }
  function buildPipelineRequest(method, url, options = {}) {
    const requestContentType = getRequestContentType(options);
    const { body, multipartBody } = getRequestBody(options.body, requestContentType);
    const headers = createHttpHeaders({
      ...options.headers ? options.headers : {},
      accept: options.accept ?? options.headers?.accept ?? "application/json",
      ...requestContentType && {
        "content-type": requestContentType
      }
    });
    const { allowInsecureConnection: allowInsecureConnection2, abortSignal, onUploadProgress, onDownloadProgress, timeout, responseAsStream, url: _url, method: _method, body: _body, multipartBody: _multiBody, headers: _headers, ...rest } = options;
    const request = createPipelineRequest({
      url,
      method,
      body,
      multipartBody,
      headers,
      allowInsecureConnection: allowInsecureConnection2,
      abortSignal,
      onUploadProgress,
      onDownloadProgress,
      timeout,
      enableBrowserStreams: true,
      streamResponseStatusCodes: responseAsStream ? /* @__PURE__ */ new Set([Number.POSITIVE_INFINITY]) : void 0
    });
    Object.assign(request, rest);
    return request;
  }
  function getRequestBody(body, contentType2 = "") {
    if (body === void 0) {
      return { body: void 0 };
    }
    if (typeof FormData !== "undefined" && body instanceof FormData) {
      return { body };
    }
    if (isBlob(body)) {
      return { body };
    }
    if (isReadableStream(body)) {
      return { body };
    }
    if (typeof body === "function") {
      return { body };
    }
    if (ArrayBuffer.isView(body)) {
      return {
        body: body instanceof Uint8Array ? body : JSON.stringify(body)
      };
    }
    const firstType = contentType2.split(";")[0];
    switch (firstType) {
      case "application/json":
        return { body: JSON.stringify(body) };
      case "multipart/form-data":
        if (Array.isArray(body)) {
          return { multipartBody: buildMultipartBody(body) };
        }
        return { body: JSON.stringify(body) };
      case "text/plain":
        return { body: String(body) };
      default:
        if (typeof body === "string") {
          return { body };
        }
        return { body: JSON.stringify(body) };
    }
  }
  function getResponseBody(response) {
    const contentType2 = response.headers.get("content-type") ?? "";
    const firstType = contentType2.split(";")[0];
    const bodyToParse = response.bodyAsText ?? "";
    if (firstType === "text/plain") {
      return String(bodyToParse);
    }
    try {
      return bodyToParse ? JSON.parse(bodyToParse) : void 0;
    } catch (error) {
      if (firstType === "application/json") {
        throw createParseError(response, error);
      }
      return String(bodyToParse);
    }
  }
  function createParseError(response, err) {
    const msg = `Error "${err}" occurred while parsing the response body - ${response.bodyAsText}.`;
    const errCode = err.code ?? RestError.PARSE_ERROR;
    return new RestError(msg, {
      code: errCode,
      statusCode: response.status,
      request: response.request,
      response
    });
  }
  var init_sendRequest = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/sendRequest.js"() {
      init_restError();
      init_httpHeaders();
      init_pipelineRequest();
      init_clientHelpers();
      init_typeGuards();
      init_multipart();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/urlHelpers.js
  function isQueryParameterWithOptions(x) {
    if (typeof x !== "object" || x === null || !Object.hasOwn(x, "value")) {
      return false;
    }
    const value = x.value;
    return typeof value?.toString === "function";
  }
  function buildRequestUrl(endpoint2, routePath, pathParameters, options = {}) {
    if (routePath.startsWith("https://") || routePath.startsWith("http://")) {
      return routePath;
    }
    endpoint2 = buildBaseUrl(endpoint2, options);
    const updatedRoutePath = buildRoutePath(routePath, pathParameters, options);
    const requestUrl = appendQueryParams(appendPath(endpoint2, updatedRoutePath), options);
    const url = new URL(requestUrl);
    return url.toString();
  }
  function appendPath(endpoint2, pathToAppend) {
    const endpointSearchStart = endpoint2.indexOf("?");
    const pathSearchStart = pathToAppend.indexOf("?");
    const endpointParts = endpointSearchStart !== -1 ? [endpoint2.substring(0, endpointSearchStart), endpoint2.substring(endpointSearchStart + 1)] : [endpoint2, ""];
    const pathParts = pathSearchStart !== -1 ? [pathToAppend.substring(0, pathSearchStart), pathToAppend.substring(pathSearchStart + 1)] : [pathToAppend, ""];
    const combinedSearch = [endpointParts[1], pathParts[1].replaceAll("?", "&")].filter(Boolean).join("&");
    const baseEndpoint = endpointParts[0].replace(/(^[^:]+:\/\/[^/]+)\/\/+/, "$1/");
    const basePathToAppend = pathParts[0];
    let combinedUrl = baseEndpoint;
    if (!baseEndpoint.endsWith("/") && !basePathToAppend.startsWith("/") && basePathToAppend !== "") {
      combinedUrl += `/${basePathToAppend}`;
    } else if (baseEndpoint.endsWith("/") && basePathToAppend.startsWith("/")) {
      combinedUrl += basePathToAppend.substring(1);
    } else {
      combinedUrl += basePathToAppend;
    }
    if (combinedSearch) {
      combinedUrl += `?${combinedSearch}`;
    }
    return combinedUrl;
  }
  function getQueryParamValue(key, allowReserved, style, param) {
    let separator;
    if (style === "pipeDelimited") {
      separator = "|";
    } else if (style === "spaceDelimited") {
      separator = "%20";
    } else {
      separator = ",";
    }
    let paramValues;
    if (Array.isArray(param)) {
      paramValues = param;
    } else if (typeof param === "object" && param.toString === Object.prototype.toString) {
      paramValues = Object.entries(param).flat();
    } else {
      paramValues = [param];
    }
    const value = paramValues.map((p) => {
      if (p === null || p === void 0) {
        return "";
      }
      if (!p.toString || typeof p.toString !== "function") {
        throw new Error(`Query parameters must be able to be represented as string, ${key} can't`);
      }
      const rawValue = p.toISOString !== void 0 ? p.toISOString() : p.toString();
      return allowReserved ? rawValue : encodeURIComponent(rawValue);
    }).join(separator);
    return `${allowReserved ? key : encodeURIComponent(key)}=${value}`;
  }
  function simpleParseQueryParams(queryString) {
    const result = /* @__PURE__ */ new Map();
    if (!queryString || queryString[0] !== "?") {
      return result;
    }
    queryString = queryString.slice(1);
    const pairs = queryString.split("&");
    for (const pair of pairs) {
      const eqIndex = pair.indexOf("=");
      const name = eqIndex === -1 ? pair : pair.substring(0, eqIndex);
      const value = eqIndex === -1 ? "" : pair.substring(eqIndex + 1);
      const existingValue = result.get(name);
      if (existingValue !== void 0) {
        if (Array.isArray(existingValue)) {
          existingValue.push(value);
        } else {
          result.set(name, [existingValue, value]);
        }
      } else {
        result.set(name, value);
      }
    }
    return result;
  }
  function appendQueryParams(url, options = {}) {
    if (!options.queryParameters) {
      return url;
    }
    const parsedUrl = new URL(url);
    const queryParams = options.queryParameters;
    const existingParams = simpleParseQueryParams(parsedUrl.search);
    const newParamStrings = [];
    for (const key of Object.keys(queryParams)) {
      const param = queryParams[key];
      if (param === void 0 || param === null) {
        continue;
      }
      const hasMetadata = isQueryParameterWithOptions(param);
      const rawValue = hasMetadata ? param.value : param;
      const explode = hasMetadata ? param.explode ?? false : false;
      const style = hasMetadata && param.style ? param.style : "form";
      if (explode) {
        if (Array.isArray(rawValue)) {
          for (const item of rawValue) {
            newParamStrings.push(getQueryParamValue(key, options.skipUrlEncoding ?? false, style, item));
          }
        } else if (rawValue !== null && typeof rawValue === "object") {
          for (const [actualKey, value] of Object.entries(rawValue)) {
            newParamStrings.push(getQueryParamValue(actualKey, options.skipUrlEncoding ?? false, style, value));
          }
        } else {
          throw new Error("explode can only be set to true for objects and arrays");
        }
      } else {
        newParamStrings.push(getQueryParamValue(key, options.skipUrlEncoding ?? false, style, rawValue));
      }
    }
    for (const paramString of newParamStrings) {
      const eqIndex = paramString.indexOf("=");
      const name = paramString.substring(0, eqIndex);
      const value = paramString.substring(eqIndex + 1);
      const existingValue = existingParams.get(name);
      if (existingValue !== void 0) {
        if (Array.isArray(existingValue)) {
          if (!existingValue.includes(value)) {
            existingValue.push(value);
          }
        } else if (existingValue !== value) {
          existingParams.set(name, [existingValue, value]);
        }
      } else {
        existingParams.set(name, value);
      }
    }
    const searchPieces = [];
    for (const [name, value] of existingParams) {
      if (Array.isArray(value)) {
        for (const subValue of value) {
          searchPieces.push(`${name}=${subValue}`);
        }
      } else {
        searchPieces.push(`${name}=${value}`);
      }
    }
    parsedUrl.search = searchPieces.length ? `?${searchPieces.join("&")}` : "";
    return parsedUrl.toString();
  }
  function buildBaseUrl(endpoint2, options) {
    if (!options.pathParameters) {
      return endpoint2;
    }
    const pathParams = options.pathParameters;
    for (const [key, param] of Object.entries(pathParams)) {
      if (param === void 0 || param === null) {
        throw new Error(`Path parameters ${key} must not be undefined or null`);
      }
      if (!param.toString || typeof param.toString !== "function") {
        throw new Error(`Path parameters must be able to be represented as string, ${key} can't`);
      }
      let value = param.toISOString !== void 0 ? param.toISOString() : String(param);
      if (!options.skipUrlEncoding) {
        value = encodeURIComponent(param);
      }
      endpoint2 = replaceAll(endpoint2, `{${key}}`, value) ?? "";
    }
    return endpoint2;
  }
  function buildRoutePath(routePath, pathParameters, options = {}) {
    for (const pathParam of pathParameters) {
      const allowReserved = typeof pathParam === "object" && (pathParam.allowReserved ?? false);
      let value = typeof pathParam === "object" ? pathParam.value : pathParam;
      if (!options.skipUrlEncoding && !allowReserved) {
        value = encodeURIComponent(value);
      }
      routePath = routePath.replace(/\{[\w-]+\}/, String(value));
    }
    return routePath;
  }
  function replaceAll(value, searchValue, replaceValue) {
    return !value || !searchValue ? value : value.split(searchValue).join(replaceValue || "");
  }
  var init_urlHelpers = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/urlHelpers.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/getClient.js
  function getClient(endpoint2, clientOptions = {}) {
    const pipeline = clientOptions.pipeline ?? createDefaultPipeline(clientOptions);
    if (clientOptions.additionalPolicies?.length) {
      for (const { policy, position } of clientOptions.additionalPolicies) {
        const afterPhase = position === "perRetry" ? "Sign" : void 0;
        pipeline.addPolicy(policy, {
          afterPhase
        });
      }
    }
    const { allowInsecureConnection: allowInsecureConnection2, httpClient } = clientOptions;
    const endpointUrl = clientOptions.endpoint ?? endpoint2;
    const client = (path, ...args) => {
      const getUrl = (requestOptions) => buildRequestUrl(endpointUrl, path, args, { allowInsecureConnection: allowInsecureConnection2, ...requestOptions });
      return {
        get: (requestOptions = {}) => {
          return buildOperation("GET", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        },
        post: (requestOptions = {}) => {
          return buildOperation("POST", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        },
        put: (requestOptions = {}) => {
          return buildOperation("PUT", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        },
        patch: (requestOptions = {}) => {
          return buildOperation("PATCH", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        },
        delete: (requestOptions = {}) => {
          return buildOperation("DELETE", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        },
        head: (requestOptions = {}) => {
          return buildOperation("HEAD", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        },
        options: (requestOptions = {}) => {
          return buildOperation("OPTIONS", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        },
        trace: (requestOptions = {}) => {
          return buildOperation("TRACE", getUrl(requestOptions), pipeline, requestOptions, allowInsecureConnection2, httpClient);
        }
      };
    };
    return {
      path: client,
      pathUnchecked: client,
      pipeline
    };
  }
  function buildOperation(method, url, pipeline, options, allowInsecureConnection2, httpClient) {
    allowInsecureConnection2 = options.allowInsecureConnection ?? allowInsecureConnection2;
    return {
      then: function(onFulfilled, onrejected) {
        return sendRequest(method, url, pipeline, { ...options, allowInsecureConnection: allowInsecureConnection2 }, httpClient).then(onFulfilled, onrejected);
      },
      async asBrowserStream() {
        if (isNodeLike) {
          throw new Error("`asBrowserStream` is supported only in the browser environment. Use `asNodeStream` instead to obtain the response body stream. If you require a Web stream of the response in Node, consider using `Readable.toWeb` on the result of `asNodeStream`.");
        } else {
          return sendRequest(method, url, pipeline, { ...options, allowInsecureConnection: allowInsecureConnection2, responseAsStream: true }, httpClient);
        }
      },
      async asNodeStream() {
        if (isNodeLike) {
          return sendRequest(method, url, pipeline, { ...options, allowInsecureConnection: allowInsecureConnection2, responseAsStream: true }, httpClient);
        } else {
          throw new Error("`isNodeStream` is not supported in the browser environment. Use `asBrowserStream` to obtain the response body stream.");
        }
      }
    };
  }
  var init_getClient = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/getClient.js"() {
      init_clientHelpers();
      init_sendRequest();
      init_urlHelpers();
      init_env_browser();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/operationOptionHelpers.js
  var init_operationOptionHelpers = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/operationOptionHelpers.js"() {
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/client/restError.js
  var init_restError2 = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/client/restError.js"() {
      init_restError();
      init_httpHeaders();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/index.js
  var init_browser = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/index.js"() {
      init_AbortError();
      init_logger();
      init_httpHeaders();
      init_pipelineRequest();
      init_pipeline();
      init_restError();
      init_bytesEncoding_web();
      init_defaultHttpClient_browser();
      init_getClient();
      init_operationOptionHelpers();
      init_restError2();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/pipeline.js
  function createEmptyPipeline2() {
    return createEmptyPipeline();
  }
  var init_pipeline2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/pipeline.js"() {
      init_browser();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/logger/internal.js
  var init_internal = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/logger/internal.js"() {
      init_logger();
    }
  });

  // node_modules/@azure/logger/dist/browser/index.js
  function createClientLogger2(namespace) {
    return context2.createClientLogger(namespace);
  }
  var context2, AzureLogger;
  var init_browser2 = __esm({
    "node_modules/@azure/logger/dist/browser/index.js"() {
      init_internal();
      context2 = createLoggerContext({
        logLevelEnvVarName: "AZURE_LOG_LEVEL",
        namespace: "azure"
      });
      AzureLogger = context2.logger;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/log.js
  var logger2;
  var init_log2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/log.js"() {
      init_browser2();
      logger2 = createClientLogger2("core-rest-pipeline");
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/agentPolicy.js
  function agentPolicy(agent) {
    return {
      name: agentPolicyName,
      sendRequest: async (req, next) => {
        if (!req.agent) {
          req.agent = agent;
        }
        return next(req);
      }
    };
  }
  var agentPolicyName;
  var init_agentPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/agentPolicy.js"() {
      agentPolicyName = "agentPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/decompressResponsePolicy-web.mjs
  function decompressResponsePolicy() {
    throw new Error("decompressResponsePolicy is not supported in browser environment");
  }
  var decompressResponsePolicyName;
  var init_decompressResponsePolicy_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/decompressResponsePolicy-web.mjs"() {
      decompressResponsePolicyName = "decompressResponsePolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/exponentialRetryPolicy.js
  function exponentialRetryPolicy(options = {}) {
    return retryPolicy([
      exponentialRetryStrategy({
        ...options,
        ignoreSystemErrors: true
      })
    ], {
      maxRetries: options.maxRetries ?? DEFAULT_RETRY_POLICY_COUNT
    });
  }
  var exponentialRetryPolicyName;
  var init_exponentialRetryPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/exponentialRetryPolicy.js"() {
      init_exponentialRetryStrategy();
      init_retryPolicy();
      init_constants();
      exponentialRetryPolicyName = "exponentialRetryPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/systemErrorRetryPolicy.js
  function systemErrorRetryPolicy(options = {}) {
    return {
      name: systemErrorRetryPolicyName,
      sendRequest: retryPolicy([
        exponentialRetryStrategy({
          ...options,
          ignoreHttpStatusCodes: true
        })
      ], {
        maxRetries: options.maxRetries ?? DEFAULT_RETRY_POLICY_COUNT
      }).sendRequest
    };
  }
  var systemErrorRetryPolicyName;
  var init_systemErrorRetryPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/systemErrorRetryPolicy.js"() {
      init_exponentialRetryStrategy();
      init_retryPolicy();
      init_constants();
      systemErrorRetryPolicyName = "systemErrorRetryPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/throttlingRetryPolicy.js
  function throttlingRetryPolicy(options = {}) {
    return {
      name: throttlingRetryPolicyName,
      sendRequest: retryPolicy([throttlingRetryStrategy()], {
        maxRetries: options.maxRetries ?? DEFAULT_RETRY_POLICY_COUNT
      }).sendRequest
    };
  }
  var throttlingRetryPolicyName;
  var init_throttlingRetryPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/throttlingRetryPolicy.js"() {
      init_throttlingRetryStrategy();
      init_retryPolicy();
      init_constants();
      throttlingRetryPolicyName = "throttlingRetryPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/proxyPolicy.common.js
  function getDefaultProxySettings(_proxyUrl) {
    throw new Error(errorMessage);
  }
  function proxyPolicy(_proxySettings, _options) {
    throw new Error(errorMessage);
  }
  var proxyPolicyName, errorMessage;
  var init_proxyPolicy_common = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/proxyPolicy.common.js"() {
      proxyPolicyName = "proxyPolicy";
      errorMessage = "proxyPolicy is not supported in browser environment";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/proxyPolicy-web.mjs
  var init_proxyPolicy_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/proxyPolicy-web.mjs"() {
      init_proxyPolicy_common();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/redirectPolicy.js
  function redirectPolicy(options = {}) {
    const { maxRetries = 20, allowCrossOriginRedirects = false } = options;
    return {
      name: redirectPolicyName,
      async sendRequest(request, next) {
        const response = await next(request);
        return handleRedirect(next, response, maxRetries, allowCrossOriginRedirects);
      }
    };
  }
  async function handleRedirect(next, response, maxRetries, allowCrossOriginRedirects, currentRetries = 0) {
    const { request, status, headers } = response;
    const locationHeader = headers.get("location");
    if (locationHeader && (status === 300 || status === 301 && allowedRedirect.includes(request.method) || status === 302 && allowedRedirect.includes(request.method) || status === 303 && request.method === "POST" || status === 307) && currentRetries < maxRetries) {
      const url = new URL(locationHeader, request.url);
      if (!allowCrossOriginRedirects) {
        const originalUrl = new URL(request.url);
        if (url.origin !== originalUrl.origin) {
          logger.verbose(`Skipping cross-origin redirect from ${originalUrl.origin} to ${url.origin}.`);
          return response;
        }
      }
      request.url = url.toString();
      if (status === 303) {
        request.method = "GET";
        request.headers.delete("Content-Length");
        delete request.body;
      }
      request.headers.delete("Authorization");
      const res = await next(request);
      return handleRedirect(next, res, maxRetries, allowCrossOriginRedirects, currentRetries + 1);
    }
    return response;
  }
  var redirectPolicyName, allowedRedirect;
  var init_redirectPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/redirectPolicy.js"() {
      init_log();
      redirectPolicyName = "redirectPolicy";
      allowedRedirect = ["GET", "HEAD"];
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/tlsPolicy.js
  function tlsPolicy(tlsSettings) {
    return {
      name: tlsPolicyName,
      sendRequest: async (req, next) => {
        if (!req.tlsSettings) {
          req.tlsSettings = tlsSettings;
        }
        return next(req);
      }
    };
  }
  var tlsPolicyName;
  var init_tlsPolicy = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/tlsPolicy.js"() {
      tlsPolicyName = "tlsPolicy";
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/policies/internal.js
  var init_internal2 = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/policies/internal.js"() {
      init_agentPolicy();
      init_decompressResponsePolicy_web();
      init_defaultRetryPolicy();
      init_exponentialRetryPolicy();
      init_retryPolicy();
      init_systemErrorRetryPolicy();
      init_throttlingRetryPolicy();
      init_formDataPolicy();
      init_logPolicy();
      init_multipartPolicy();
      init_proxyPolicy_web();
      init_redirectPolicy();
      init_tlsPolicy();
      init_userAgentPolicy();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/logPolicy.js
  function logPolicy2(options = {}) {
    return logPolicy({
      logger: logger2.info,
      ...options
    });
  }
  var logPolicyName2;
  var init_logPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/logPolicy.js"() {
      init_log2();
      init_internal2();
      logPolicyName2 = logPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/redirectPolicy.js
  function redirectPolicy2(options = {}) {
    return redirectPolicy(options);
  }
  var redirectPolicyName2;
  var init_redirectPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/redirectPolicy.js"() {
      init_internal2();
      redirectPolicyName2 = redirectPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/util/userAgentPlatform-browser.mjs
  function getHeaderName2() {
    return "x-ms-useragent";
  }
  function getBrowserInfo2(userAgent) {
    const browserRegexes = [
      { name: "Firefox", regex: /Firefox\/([\d.]+)/ },
      { name: "Safari", regex: /Version\/([\d.]+).*Safari/ }
    ];
    for (const browser of browserRegexes) {
      const match = userAgent.match(browser.regex);
      if (match) {
        return { brand: browser.name, version: match[1] };
      }
    }
    return void 0;
  }
  function getBrandVersionString2(brands) {
    const brandOrder = ["Google Chrome", "Microsoft Edge", "Opera", "Brave", "Chromium"];
    for (const brand of brandOrder) {
      const foundBrand = brands.find((b) => b.brand === brand);
      if (foundBrand) {
        return foundBrand;
      }
    }
    return void 0;
  }
  async function setPlatformSpecificData2(map) {
    const nav = globalThis.navigator;
    let osInfo = "unknown";
    if (nav?.userAgentData) {
      const entropyValues = await nav.userAgentData.getHighEntropyValues([
        "architecture",
        "platformVersion"
      ]);
      osInfo = `${entropyValues.platform} ${entropyValues.platformVersion}; ${entropyValues.architecture}`;
      const brand = getBrandVersionString2(nav.userAgentData.brands);
      if (brand) {
        map.set(brand.brand, `${brand.version} (${osInfo})`);
      }
    } else if (nav?.platform) {
      osInfo = nav.platform;
      const brand = getBrowserInfo2(nav.userAgent);
      if (brand) {
        map.set(brand.brand, `${brand.version} (${osInfo})`);
      }
    } else if (typeof EdgeRuntime === "string") {
      map.set("EdgeRuntime", `${EdgeRuntime} (${osInfo})`);
    }
  }
  var init_userAgentPlatform_browser2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/util/userAgentPlatform-browser.mjs"() {
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/constants.js
  var SDK_VERSION2, DEFAULT_RETRY_POLICY_COUNT2;
  var init_constants2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/constants.js"() {
      SDK_VERSION2 = "1.24.0";
      DEFAULT_RETRY_POLICY_COUNT2 = 3;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/util/userAgent.js
  function getUserAgentString2(telemetryInfo) {
    const parts = [];
    for (const [key, value] of telemetryInfo) {
      const token = value ? `${key}/${value}` : key;
      parts.push(token);
    }
    return parts.join(" ");
  }
  function getUserAgentHeaderName2() {
    return getHeaderName2();
  }
  async function getUserAgentValue2(prefix) {
    const runtimeInfo = /* @__PURE__ */ new Map();
    runtimeInfo.set("core-rest-pipeline", SDK_VERSION2);
    await setPlatformSpecificData2(runtimeInfo);
    const defaultAgent = getUserAgentString2(runtimeInfo);
    const userAgentValue = prefix ? `${prefix} ${defaultAgent}` : defaultAgent;
    return userAgentValue;
  }
  var init_userAgent2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/util/userAgent.js"() {
      init_userAgentPlatform_browser2();
      init_constants2();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/userAgentPolicy.js
  function userAgentPolicy2(options = {}) {
    const userAgentValue = getUserAgentValue2(options.userAgentPrefix);
    return {
      name: userAgentPolicyName2,
      async sendRequest(request, next) {
        if (!request.headers.has(UserAgentHeaderName2)) {
          request.headers.set(UserAgentHeaderName2, await userAgentValue);
        }
        return next(request);
      }
    };
  }
  var UserAgentHeaderName2, userAgentPolicyName2;
  var init_userAgentPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/userAgentPolicy.js"() {
      init_userAgent2();
      UserAgentHeaderName2 = getUserAgentHeaderName2();
      userAgentPolicyName2 = "userAgentPolicy";
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/util/createFile-browser.mjs
  function hasArrayBuffer(source) {
    return "resize" in source.buffer;
  }
  function toArrayBuffer(source) {
    if (hasArrayBuffer(source)) {
      return source;
    }
    return source.map((x) => x);
  }
  function createFile(content, name, options = {}) {
    return new File([toArrayBuffer(content)], name, options);
  }
  var init_createFile_browser = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/util/createFile-browser.mjs"() {
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/util/file.js
  function isNodeReadableStream2(x) {
    return typeof x === "object" && x !== null && "pipe" in x && typeof x.pipe === "function";
  }
  function hasRawContent(x) {
    return typeof x[rawContent] === "function";
  }
  function getRawContent(blob) {
    if (hasRawContent(blob)) {
      return blob[rawContent]();
    } else {
      return blob;
    }
  }
  function createFileFromStream(stream, name, options = {}) {
    return {
      ...unimplementedMethods,
      type: options.type ?? "",
      lastModified: options.lastModified ?? (/* @__PURE__ */ new Date()).getTime(),
      webkitRelativePath: options.webkitRelativePath ?? "",
      size: options.size ?? -1,
      name,
      stream: () => {
        const s = stream();
        if (isNodeReadableStream2(s)) {
          throw new Error("Not supported: a Node stream was provided as input to createFileFromStream.");
        }
        return s;
      },
      [rawContent]: stream
    };
  }
  var unimplementedMethods, rawContent;
  var init_file = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/util/file.js"() {
      init_createFile_browser();
      unimplementedMethods = {
        arrayBuffer: () => {
          throw new Error("Not implemented");
        },
        bytes: () => {
          throw new Error("Not implemented");
        },
        slice: () => {
          throw new Error("Not implemented");
        },
        text: () => {
          throw new Error("Not implemented");
        }
      };
      rawContent = Symbol("rawContent");
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/multipartPolicy.js
  function multipartPolicy2() {
    const tspPolicy = multipartPolicy();
    return {
      name: multipartPolicyName2,
      sendRequest: async (request, next) => {
        if (request.multipartBody) {
          for (const part of request.multipartBody.parts) {
            if (hasRawContent(part.body)) {
              part.body = getRawContent(part.body);
            }
          }
        }
        return tspPolicy.sendRequest(request, next);
      }
    };
  }
  var multipartPolicyName2;
  var init_multipartPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/multipartPolicy.js"() {
      init_internal2();
      init_file();
      multipartPolicyName2 = multipartPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/decompressResponsePolicy.js
  function decompressResponsePolicy2() {
    return decompressResponsePolicy();
  }
  var decompressResponsePolicyName2;
  var init_decompressResponsePolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/decompressResponsePolicy.js"() {
      init_internal2();
      decompressResponsePolicyName2 = decompressResponsePolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/defaultRetryPolicy.js
  function defaultRetryPolicy2(options = {}) {
    return defaultRetryPolicy(options);
  }
  var init_defaultRetryPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/defaultRetryPolicy.js"() {
      init_internal2();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/formDataPolicy.js
  function formDataPolicy2() {
    return formDataPolicy();
  }
  var formDataPolicyName2;
  var init_formDataPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/formDataPolicy.js"() {
      init_internal2();
      formDataPolicyName2 = formDataPolicyName;
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/sha256.common.js
  function getCrypto() {
    if (subtleCrypto) {
      return subtleCrypto;
    }
    if (!self.crypto || !self.crypto.subtle) {
      throw new Error("Your browser environment does not support cryptography functions.");
    }
    subtleCrypto = self.crypto.subtle;
    return subtleCrypto;
  }
  async function computeSha256Hmac(key, stringToSign, encoding) {
    const crypto2 = getCrypto();
    const keyBytes = stringToUint8Array(key, "base64");
    const stringToSignBytes = stringToUint8Array(stringToSign, "utf-8");
    const cryptoKey = await crypto2.importKey("raw", keyBytes, {
      name: "HMAC",
      hash: { name: "SHA-256" }
    }, false, ["sign"]);
    const signature = await crypto2.sign({
      name: "HMAC",
      hash: { name: "SHA-256" }
    }, cryptoKey, stringToSignBytes);
    return uint8ArrayToString(new Uint8Array(signature), encoding);
  }
  async function computeSha256Hash(content, encoding) {
    const contentBytes = stringToUint8Array(content, "utf-8");
    const digest = await getCrypto().digest({ name: "SHA-256" }, contentBytes);
    return uint8ArrayToString(new Uint8Array(digest), encoding);
  }
  var subtleCrypto;
  var init_sha256_common = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/sha256.common.js"() {
      init_bytesEncoding_common();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/sha256-web.mjs
  var init_sha256_web = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/sha256-web.mjs"() {
      init_sha256_common();
    }
  });

  // node_modules/@typespec/ts-http-runtime/dist/browser/util/internal.js
  var init_internal3 = __esm({
    "node_modules/@typespec/ts-http-runtime/dist/browser/util/internal.js"() {
      init_delay();
      init_random();
      init_object();
      init_error();
      init_sha256_web();
      init_uuidUtils_browser();
      init_env_browser();
      init_bytesEncoding_web();
      init_sanitizer();
    }
  });

  // node_modules/@azure/core-util/dist/browser/aborterUtils.js
  async function cancelablePromiseRace(abortablePromiseBuilders, options) {
    const aborter = new AbortController();
    function abortHandler() {
      aborter.abort();
    }
    options?.abortSignal?.addEventListener("abort", abortHandler);
    try {
      return await Promise.race(abortablePromiseBuilders.map((p) => p({ abortSignal: aborter.signal })));
    } finally {
      aborter.abort();
      options?.abortSignal?.removeEventListener("abort", abortHandler);
    }
  }
  var init_aborterUtils = __esm({
    "node_modules/@azure/core-util/dist/browser/aborterUtils.js"() {
    }
  });

  // node_modules/@azure/abort-controller/dist/browser/AbortError.js
  var AbortError2;
  var init_AbortError2 = __esm({
    "node_modules/@azure/abort-controller/dist/browser/AbortError.js"() {
      AbortError2 = class extends Error {
        constructor(message) {
          super(message);
          this.name = "AbortError";
        }
      };
    }
  });

  // node_modules/@azure/abort-controller/dist/browser/index.js
  var init_browser3 = __esm({
    "node_modules/@azure/abort-controller/dist/browser/index.js"() {
      init_AbortError2();
    }
  });

  // node_modules/@azure/core-util/dist/browser/createAbortablePromise.js
  function createAbortablePromise(buildPromise, options) {
    const { cleanupBeforeAbort, abortSignal, abortErrorMsg } = options ?? {};
    return new Promise((resolve, reject) => {
      function rejectOnAbort() {
        reject(new AbortError2(abortErrorMsg ?? "The operation was aborted."));
      }
      function removeListeners() {
        abortSignal?.removeEventListener("abort", onAbort);
      }
      function onAbort() {
        cleanupBeforeAbort?.();
        removeListeners();
        rejectOnAbort();
      }
      if (abortSignal?.aborted) {
        return rejectOnAbort();
      }
      try {
        buildPromise((x) => {
          removeListeners();
          resolve(x);
        }, (x) => {
          removeListeners();
          reject(x);
        });
      } catch (err) {
        reject(err);
      }
      abortSignal?.addEventListener("abort", onAbort);
    });
  }
  var init_createAbortablePromise = __esm({
    "node_modules/@azure/core-util/dist/browser/createAbortablePromise.js"() {
      init_browser3();
    }
  });

  // node_modules/@azure/core-util/dist/browser/delay.js
  function delay2(timeInMs, options) {
    let token;
    const { abortSignal, abortErrorMsg } = options ?? {};
    return createAbortablePromise((resolve) => {
      token = setTimeout(resolve, timeInMs);
    }, {
      cleanupBeforeAbort: () => clearTimeout(token),
      abortSignal,
      abortErrorMsg: abortErrorMsg ?? StandardAbortMessage2
    });
  }
  var StandardAbortMessage2;
  var init_delay2 = __esm({
    "node_modules/@azure/core-util/dist/browser/delay.js"() {
      init_createAbortablePromise();
      init_internal3();
      StandardAbortMessage2 = "The delay was aborted.";
    }
  });

  // node_modules/@azure/core-util/dist/browser/error.js
  function getErrorMessage(e) {
    if (isError(e)) {
      return e.message;
    } else {
      let stringified;
      try {
        if (typeof e === "object" && e) {
          stringified = JSON.stringify(e);
        } else {
          stringified = String(e);
        }
      } catch (err) {
        stringified = "[unable to stringify input]";
      }
      return `Unknown error ${stringified}`;
    }
  }
  var init_error2 = __esm({
    "node_modules/@azure/core-util/dist/browser/error.js"() {
      init_internal3();
    }
  });

  // node_modules/@azure/core-util/dist/browser/typeGuards.js
  function isDefined(thing) {
    return typeof thing !== "undefined" && thing !== null;
  }
  function isObjectWithProperties(thing, properties) {
    if (!isDefined(thing) || typeof thing !== "object") {
      return false;
    }
    for (const property of properties) {
      if (!objectHasProperty(thing, property)) {
        return false;
      }
    }
    return true;
  }
  function objectHasProperty(thing, property) {
    return isDefined(thing) && typeof thing === "object" && property in thing;
  }
  var init_typeGuards2 = __esm({
    "node_modules/@azure/core-util/dist/browser/typeGuards.js"() {
    }
  });

  // node_modules/@azure/core-util/dist/browser/index.js
  var browser_exports = {};
  __export(browser_exports, {
    calculateRetryDelay: () => calculateRetryDelay2,
    cancelablePromiseRace: () => cancelablePromiseRace,
    computeSha256Hash: () => computeSha256Hash2,
    computeSha256Hmac: () => computeSha256Hmac2,
    createAbortablePromise: () => createAbortablePromise,
    delay: () => delay2,
    getErrorMessage: () => getErrorMessage,
    getRandomIntegerInclusive: () => getRandomIntegerInclusive2,
    isBrowser: () => isBrowser2,
    isBun: () => isBun2,
    isDefined: () => isDefined,
    isDeno: () => isDeno2,
    isError: () => isError2,
    isNode: () => isNode,
    isNodeLike: () => isNodeLike2,
    isNodeRuntime: () => isNodeRuntime2,
    isObject: () => isObject2,
    isObjectWithProperties: () => isObjectWithProperties,
    isReactNative: () => isReactNative2,
    isWebWorker: () => isWebWorker2,
    objectHasProperty: () => objectHasProperty,
    randomUUID: () => randomUUID2,
    stringToUint8Array: () => stringToUint8Array2,
    uint8ArrayToString: () => uint8ArrayToString2
  });
  function calculateRetryDelay2(retryAttempt, config) {
    return calculateRetryDelay(retryAttempt, config);
  }
  function computeSha256Hash2(content, encoding) {
    return computeSha256Hash(content, encoding);
  }
  function computeSha256Hmac2(key, stringToSign, encoding) {
    return computeSha256Hmac(key, stringToSign, encoding);
  }
  function getRandomIntegerInclusive2(min, max) {
    return getRandomIntegerInclusive(min, max);
  }
  function isError2(e) {
    return isError(e);
  }
  function isObject2(input) {
    return isObject(input);
  }
  function randomUUID2() {
    return randomUUID();
  }
  function uint8ArrayToString2(bytes, format) {
    return uint8ArrayToString(bytes, format);
  }
  function stringToUint8Array2(value, format) {
    return stringToUint8Array(value, format);
  }
  var isBrowser2, isBun2, isDeno2, isNode, isNodeLike2, isNodeRuntime2, isReactNative2, isWebWorker2;
  var init_browser4 = __esm({
    "node_modules/@azure/core-util/dist/browser/index.js"() {
      init_internal3();
      init_aborterUtils();
      init_createAbortablePromise();
      init_delay2();
      init_error2();
      init_typeGuards2();
      isBrowser2 = isBrowser;
      isBun2 = isBun;
      isDeno2 = isDeno;
      isNode = isNodeLike;
      isNodeLike2 = isNodeLike;
      isNodeRuntime2 = isNodeRuntime;
      isReactNative2 = isReactNative;
      isWebWorker2 = isWebWorker;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/proxyPolicy.js
  function getDefaultProxySettings2(proxyUrl) {
    return getDefaultProxySettings(proxyUrl);
  }
  function proxyPolicy2(proxySettings, options) {
    return proxyPolicy(proxySettings, options);
  }
  var proxyPolicyName2;
  var init_proxyPolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/proxyPolicy.js"() {
      init_internal2();
      proxyPolicyName2 = proxyPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/setClientRequestIdPolicy.js
  function setClientRequestIdPolicy(requestIdHeaderName = "x-ms-client-request-id") {
    return {
      name: setClientRequestIdPolicyName,
      async sendRequest(request, next) {
        if (!request.headers.has(requestIdHeaderName)) {
          request.headers.set(requestIdHeaderName, request.requestId);
        }
        return next(request);
      }
    };
  }
  var setClientRequestIdPolicyName;
  var init_setClientRequestIdPolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/setClientRequestIdPolicy.js"() {
      setClientRequestIdPolicyName = "setClientRequestIdPolicy";
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/agentPolicy.js
  function agentPolicy2(agent) {
    return agentPolicy(agent);
  }
  var agentPolicyName2;
  var init_agentPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/agentPolicy.js"() {
      init_internal2();
      agentPolicyName2 = agentPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/tlsPolicy.js
  function tlsPolicy2(tlsSettings) {
    return tlsPolicy(tlsSettings);
  }
  var tlsPolicyName2;
  var init_tlsPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/tlsPolicy.js"() {
      init_internal2();
      tlsPolicyName2 = tlsPolicyName;
    }
  });

  // node_modules/@azure/core-tracing/dist/browser/tracingContext.js
  function createTracingContext(options = {}) {
    let context3 = new TracingContextImpl(options.parentContext);
    if (options.span) {
      context3 = context3.setValue(knownContextKeys.span, options.span);
    }
    if (options.namespace) {
      context3 = context3.setValue(knownContextKeys.namespace, options.namespace);
    }
    return context3;
  }
  var knownContextKeys, TracingContextImpl;
  var init_tracingContext = __esm({
    "node_modules/@azure/core-tracing/dist/browser/tracingContext.js"() {
      knownContextKeys = {
        span: Symbol.for("@azure/core-tracing span"),
        namespace: Symbol.for("@azure/core-tracing namespace")
      };
      TracingContextImpl = class _TracingContextImpl {
        _contextMap;
        constructor(initialContext) {
          this._contextMap = initialContext instanceof _TracingContextImpl ? new Map(initialContext._contextMap) : /* @__PURE__ */ new Map();
        }
        setValue(key, value) {
          const newContext = new _TracingContextImpl(this);
          newContext._contextMap.set(key, value);
          return newContext;
        }
        getValue(key) {
          return this._contextMap.get(key);
        }
        deleteValue(key) {
          const newContext = new _TracingContextImpl(this);
          newContext._contextMap.delete(key);
          return newContext;
        }
      };
    }
  });

  // node_modules/@azure/core-tracing/dist/browser/state.js
  var state;
  var init_state = __esm({
    "node_modules/@azure/core-tracing/dist/browser/state.js"() {
      state = {
        instrumenterImplementation: void 0
      };
    }
  });

  // node_modules/@azure/core-tracing/dist/browser/instrumenter.js
  function createDefaultTracingSpan() {
    return {
      end: () => {
      },
      isRecording: () => false,
      recordException: () => {
      },
      setAttribute: () => {
      },
      setStatus: () => {
      },
      addEvent: () => {
      }
    };
  }
  function createDefaultInstrumenter() {
    return {
      createRequestHeaders: () => {
        return {};
      },
      parseTraceparentHeader: () => {
        return void 0;
      },
      startSpan: (_name, spanOptions) => {
        return {
          span: createDefaultTracingSpan(),
          tracingContext: createTracingContext({ parentContext: spanOptions.tracingContext })
        };
      },
      withContext(_context, callback, ...callbackArgs) {
        return callback(...callbackArgs);
      }
    };
  }
  function getInstrumenter() {
    if (!state.instrumenterImplementation) {
      state.instrumenterImplementation = createDefaultInstrumenter();
    }
    return state.instrumenterImplementation;
  }
  var init_instrumenter = __esm({
    "node_modules/@azure/core-tracing/dist/browser/instrumenter.js"() {
      init_tracingContext();
      init_state();
    }
  });

  // node_modules/@azure/core-tracing/dist/browser/tracingClient.js
  function createTracingClient(options) {
    const { namespace, packageName, packageVersion } = options;
    function startSpan(name, operationOptions, spanOptions) {
      const startSpanResult = getInstrumenter().startSpan(name, {
        ...spanOptions,
        packageName,
        packageVersion,
        tracingContext: operationOptions?.tracingOptions?.tracingContext
      });
      let tracingContext = startSpanResult.tracingContext;
      const span = startSpanResult.span;
      if (!tracingContext.getValue(knownContextKeys.namespace)) {
        tracingContext = tracingContext.setValue(knownContextKeys.namespace, namespace);
      }
      span.setAttribute("az.namespace", tracingContext.getValue(knownContextKeys.namespace));
      const updatedOptions = Object.assign({}, operationOptions, {
        tracingOptions: { ...operationOptions?.tracingOptions, tracingContext }
      });
      return {
        span,
        updatedOptions
      };
    }
    async function withSpan(name, operationOptions, callback, spanOptions) {
      const { span, updatedOptions } = startSpan(name, operationOptions, spanOptions);
      try {
        const result = await withContext(updatedOptions.tracingOptions.tracingContext, () => Promise.resolve(callback(updatedOptions, span)));
        span.setStatus({ status: "success" });
        return result;
      } catch (err) {
        span.setStatus({ status: "error", error: err });
        throw err;
      } finally {
        span.end();
      }
    }
    function withContext(context3, callback, ...callbackArgs) {
      return getInstrumenter().withContext(context3, callback, ...callbackArgs);
    }
    function parseTraceparentHeader(traceparentHeader) {
      return getInstrumenter().parseTraceparentHeader(traceparentHeader);
    }
    function createRequestHeaders(tracingContext) {
      return getInstrumenter().createRequestHeaders(tracingContext);
    }
    return {
      startSpan,
      withSpan,
      withContext,
      parseTraceparentHeader,
      createRequestHeaders
    };
  }
  var init_tracingClient = __esm({
    "node_modules/@azure/core-tracing/dist/browser/tracingClient.js"() {
      init_instrumenter();
      init_tracingContext();
    }
  });

  // node_modules/@azure/core-tracing/dist/browser/index.js
  var init_browser5 = __esm({
    "node_modules/@azure/core-tracing/dist/browser/index.js"() {
      init_instrumenter();
      init_tracingClient();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/restError.js
  function isRestError2(e) {
    return isRestError(e);
  }
  var RestError2;
  var init_restError3 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/restError.js"() {
      init_browser();
      RestError2 = RestError;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/tracingPolicy.js
  function tracingPolicy(options = {}) {
    const userAgentPromise = getUserAgentValue2(options.userAgentPrefix);
    const sanitizer = new Sanitizer({
      additionalAllowedQueryParameters: options.additionalAllowedQueryParameters
    });
    const tracingClient2 = tryCreateTracingClient();
    return {
      name: tracingPolicyName,
      async sendRequest(request, next) {
        if (!tracingClient2) {
          return next(request);
        }
        const userAgent = await userAgentPromise;
        const spanAttributes = {
          "http.url": sanitizer.sanitizeUrl(request.url),
          "http.method": request.method,
          "http.user_agent": userAgent,
          requestId: request.requestId
        };
        if (userAgent) {
          spanAttributes["http.user_agent"] = userAgent;
        }
        const { span, tracingContext } = tryCreateSpan(tracingClient2, request, spanAttributes) ?? {};
        if (!span || !tracingContext) {
          return next(request);
        }
        try {
          const response = await tracingClient2.withContext(tracingContext, next, request);
          tryProcessResponse(span, response);
          return response;
        } catch (err) {
          tryProcessError(span, err);
          throw err;
        }
      }
    };
  }
  function tryCreateTracingClient() {
    try {
      return createTracingClient({
        namespace: "",
        packageName: "@azure/core-rest-pipeline",
        packageVersion: SDK_VERSION2
      });
    } catch (e) {
      logger2.warning(`Error when creating the TracingClient: ${getErrorMessage(e)}`);
      return void 0;
    }
  }
  function tryCreateSpan(tracingClient2, request, spanAttributes) {
    try {
      const { span, updatedOptions } = tracingClient2.startSpan(`HTTP ${request.method}`, { tracingOptions: request.tracingOptions }, {
        spanKind: "client",
        spanAttributes
      });
      if (!span.isRecording()) {
        span.end();
        return void 0;
      }
      const headers = tracingClient2.createRequestHeaders(updatedOptions.tracingOptions.tracingContext);
      for (const [key, value] of Object.entries(headers)) {
        request.headers.set(key, value);
      }
      return { span, tracingContext: updatedOptions.tracingOptions.tracingContext };
    } catch (e) {
      logger2.warning(`Skipping creating a tracing span due to an error: ${getErrorMessage(e)}`);
      return void 0;
    }
  }
  function tryProcessError(span, error) {
    try {
      span.setStatus({
        status: "error",
        error: isError2(error) ? error : void 0
      });
      if (isRestError2(error) && error.statusCode) {
        span.setAttribute("http.status_code", error.statusCode);
      }
      span.end();
    } catch (e) {
      logger2.warning(`Skipping tracing span processing due to an error: ${getErrorMessage(e)}`);
    }
  }
  function tryProcessResponse(span, response) {
    try {
      span.setAttribute("http.status_code", response.status);
      const serviceRequestId = response.headers.get("x-ms-request-id");
      if (serviceRequestId) {
        span.setAttribute("serviceRequestId", serviceRequestId);
      }
      if (response.status >= 400) {
        span.setStatus({
          status: "error"
        });
      }
      span.end();
    } catch (e) {
      logger2.warning(`Skipping tracing span processing due to an error: ${getErrorMessage(e)}`);
    }
  }
  var tracingPolicyName;
  var init_tracingPolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/tracingPolicy.js"() {
      init_browser5();
      init_constants2();
      init_userAgent2();
      init_log2();
      init_browser4();
      init_restError3();
      init_internal3();
      tracingPolicyName = "tracingPolicy";
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/util/wrapAbortSignal.js
  function wrapAbortSignalLike(abortSignalLike) {
    if (abortSignalLike instanceof AbortSignal) {
      return { abortSignal: abortSignalLike };
    }
    if (abortSignalLike.aborted) {
      return {
        abortSignal: AbortSignal.abort("reason" in abortSignalLike ? abortSignalLike.reason : void 0)
      };
    }
    const controller = new AbortController();
    let needsCleanup = true;
    function cleanup() {
      if (needsCleanup) {
        abortSignalLike.removeEventListener("abort", listener);
        needsCleanup = false;
      }
    }
    function listener() {
      controller.abort("reason" in abortSignalLike ? abortSignalLike.reason : void 0);
      cleanup();
    }
    abortSignalLike.addEventListener("abort", listener);
    return { abortSignal: controller.signal, cleanup };
  }
  var init_wrapAbortSignal = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/util/wrapAbortSignal.js"() {
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/wrapAbortSignalLikePolicy.js
  function wrapAbortSignalLikePolicy() {
    return {
      name: wrapAbortSignalLikePolicyName,
      sendRequest: async (request, next) => {
        if (!request.abortSignal) {
          return next(request);
        }
        const { abortSignal, cleanup } = wrapAbortSignalLike(request.abortSignal);
        request.abortSignal = abortSignal;
        try {
          return await next(request);
        } finally {
          cleanup?.();
        }
      }
    };
  }
  var wrapAbortSignalLikePolicyName;
  var init_wrapAbortSignalLikePolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/wrapAbortSignalLikePolicy.js"() {
      init_wrapAbortSignal();
      wrapAbortSignalLikePolicyName = "wrapAbortSignalLikePolicy";
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/createPipelineFromOptions.js
  function createPipelineFromOptions2(options) {
    const pipeline = createEmptyPipeline2();
    if (isNodeLike2) {
      if (options.agent) {
        pipeline.addPolicy(agentPolicy2(options.agent));
      }
      if (options.tlsOptions) {
        pipeline.addPolicy(tlsPolicy2(options.tlsOptions));
      }
      pipeline.addPolicy(proxyPolicy2(options.proxyOptions));
      pipeline.addPolicy(decompressResponsePolicy2());
    }
    pipeline.addPolicy(wrapAbortSignalLikePolicy());
    pipeline.addPolicy(formDataPolicy2(), { beforePolicies: [multipartPolicyName2] });
    pipeline.addPolicy(userAgentPolicy2(options.userAgentOptions));
    pipeline.addPolicy(setClientRequestIdPolicy(options.telemetryOptions?.clientRequestIdHeaderName));
    pipeline.addPolicy(multipartPolicy2(), { afterPhase: "Deserialize" });
    pipeline.addPolicy(defaultRetryPolicy2(options.retryOptions), { phase: "Retry" });
    pipeline.addPolicy(tracingPolicy({ ...options.userAgentOptions, ...options.loggingOptions }), {
      afterPhase: "Retry"
    });
    if (isNodeLike2) {
      pipeline.addPolicy(redirectPolicy2(options.redirectOptions), { afterPhase: "Retry" });
    }
    pipeline.addPolicy(logPolicy2(options.loggingOptions), { afterPhase: "Sign" });
    return pipeline;
  }
  var init_createPipelineFromOptions2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/createPipelineFromOptions.js"() {
      init_logPolicy2();
      init_pipeline2();
      init_redirectPolicy2();
      init_userAgentPolicy2();
      init_multipartPolicy2();
      init_decompressResponsePolicy();
      init_defaultRetryPolicy2();
      init_formDataPolicy2();
      init_browser4();
      init_proxyPolicy();
      init_setClientRequestIdPolicy();
      init_agentPolicy2();
      init_tlsPolicy2();
      init_tracingPolicy();
      init_wrapAbortSignalLikePolicy();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/defaultHttpClient.js
  function createDefaultHttpClient2() {
    const client = createDefaultHttpClient();
    return {
      async sendRequest(request) {
        const { abortSignal, cleanup } = request.abortSignal ? wrapAbortSignalLike(request.abortSignal) : {};
        try {
          request.abortSignal = abortSignal;
          return await client.sendRequest(request);
        } finally {
          cleanup?.();
        }
      }
    };
  }
  var init_defaultHttpClient = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/defaultHttpClient.js"() {
      init_browser();
      init_wrapAbortSignal();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/httpHeaders.js
  function createHttpHeaders2(rawHeaders) {
    return createHttpHeaders(rawHeaders);
  }
  var init_httpHeaders2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/httpHeaders.js"() {
      init_browser();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/pipelineRequest.js
  function createPipelineRequest2(options) {
    return createPipelineRequest(options);
  }
  var init_pipelineRequest2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/pipelineRequest.js"() {
      init_browser();
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/exponentialRetryPolicy.js
  function exponentialRetryPolicy2(options = {}) {
    return exponentialRetryPolicy(options);
  }
  var exponentialRetryPolicyName2;
  var init_exponentialRetryPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/exponentialRetryPolicy.js"() {
      init_internal2();
      exponentialRetryPolicyName2 = exponentialRetryPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/systemErrorRetryPolicy.js
  function systemErrorRetryPolicy2(options = {}) {
    return systemErrorRetryPolicy(options);
  }
  var systemErrorRetryPolicyName2;
  var init_systemErrorRetryPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/systemErrorRetryPolicy.js"() {
      init_internal2();
      systemErrorRetryPolicyName2 = systemErrorRetryPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/throttlingRetryPolicy.js
  function throttlingRetryPolicy2(options = {}) {
    return throttlingRetryPolicy(options);
  }
  var throttlingRetryPolicyName2;
  var init_throttlingRetryPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/throttlingRetryPolicy.js"() {
      init_internal2();
      throttlingRetryPolicyName2 = throttlingRetryPolicyName;
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/retryPolicy.js
  function retryPolicy2(strategies, options = { maxRetries: DEFAULT_RETRY_POLICY_COUNT2 }) {
    return retryPolicy(strategies, {
      logger: retryPolicyLogger2,
      ...options
    });
  }
  var retryPolicyLogger2;
  var init_retryPolicy2 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/retryPolicy.js"() {
      init_browser2();
      init_constants2();
      init_internal2();
      retryPolicyLogger2 = createClientLogger2("core-rest-pipeline retryPolicy");
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/util/tokenCycler.js
  async function beginRefresh(getAccessToken, retryIntervalInMs, refreshTimeout) {
    async function tryGetAccessToken() {
      if (Date.now() < refreshTimeout) {
        try {
          return await getAccessToken();
        } catch {
          return null;
        }
      } else {
        const finalToken = await getAccessToken();
        if (finalToken === null) {
          throw new Error("Failed to refresh access token.");
        }
        return finalToken;
      }
    }
    let token = await tryGetAccessToken();
    while (token === null) {
      await delay2(retryIntervalInMs);
      token = await tryGetAccessToken();
    }
    return token;
  }
  function createTokenCycler(credential, tokenCyclerOptions) {
    let refreshWorker = null;
    let token = null;
    let tenantId;
    const options = {
      ...DEFAULT_CYCLER_OPTIONS,
      ...tokenCyclerOptions
    };
    const cycler = {
      /**
       * Produces true if a refresh job is currently in progress.
       */
      get isRefreshing() {
        return refreshWorker !== null;
      },
      /**
       * Produces true if the cycler SHOULD refresh (we are within the refresh
       * window and not already refreshing)
       */
      get shouldRefresh() {
        if (token === null) {
          return true;
        }
        if (cycler.isRefreshing) {
          return false;
        }
        if (token.refreshAfterTimestamp && token.refreshAfterTimestamp < Date.now()) {
          return true;
        }
        return token.expiresOnTimestamp - options.refreshWindowInMs < Date.now();
      },
      /**
       * Produces true if the cycler MUST refresh (null or nearly-expired
       * token).
       */
      get mustRefresh() {
        return token === null || token.expiresOnTimestamp - options.forcedRefreshWindowInMs < Date.now();
      }
    };
    function refresh(scopes, getTokenOptions) {
      if (!cycler.isRefreshing) {
        const tryGetAccessToken = () => credential.getToken(scopes, getTokenOptions);
        refreshWorker = beginRefresh(
          tryGetAccessToken,
          options.retryIntervalInMs,
          // If we don't have a token, then we should timeout immediately
          token?.expiresOnTimestamp ?? Date.now()
        ).then((_token) => {
          refreshWorker = null;
          token = _token;
          tenantId = getTokenOptions.tenantId;
          return token;
        }).catch((reason) => {
          refreshWorker = null;
          token = null;
          tenantId = void 0;
          throw reason;
        });
      }
      return refreshWorker;
    }
    return async (scopes, tokenOptions) => {
      const hasClaimChallenge = Boolean(tokenOptions.claims);
      const tenantIdChanged = tenantId !== tokenOptions.tenantId;
      if (hasClaimChallenge) {
        token = null;
      }
      const mustRefresh = tenantIdChanged || hasClaimChallenge || cycler.mustRefresh;
      if (mustRefresh) {
        return refresh(scopes, tokenOptions);
      }
      if (cycler.shouldRefresh) {
        refresh(scopes, tokenOptions);
      }
      return token;
    };
  }
  var DEFAULT_CYCLER_OPTIONS;
  var init_tokenCycler = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/util/tokenCycler.js"() {
      init_browser4();
      DEFAULT_CYCLER_OPTIONS = {
        forcedRefreshWindowInMs: 1e3,
        // Force waiting for a refresh 1s before the token expires
        retryIntervalInMs: 3e3,
        // Allow refresh attempts every 3s
        refreshWindowInMs: 1e3 * 60 * 2
        // Start refreshing 2m before expiry
      };
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/bearerTokenAuthenticationPolicy.js
  async function trySendRequest(request, next) {
    try {
      return [await next(request), void 0];
    } catch (e) {
      if (isRestError2(e) && e.response) {
        return [e.response, e];
      } else {
        throw e;
      }
    }
  }
  async function defaultAuthorizeRequest(options) {
    const { scopes, getAccessToken, request } = options;
    const getTokenOptions = {
      abortSignal: request.abortSignal,
      tracingOptions: request.tracingOptions,
      enableCae: true
    };
    const accessToken = await getAccessToken(scopes, getTokenOptions);
    if (accessToken) {
      options.request.headers.set("Authorization", `Bearer ${accessToken.token}`);
    }
  }
  function isChallengeResponse(response) {
    return response.status === 401 && response.headers.has("WWW-Authenticate");
  }
  async function authorizeRequestOnCaeChallenge(onChallengeOptions, caeClaims) {
    const { scopes } = onChallengeOptions;
    const accessToken = await onChallengeOptions.getAccessToken(scopes, {
      enableCae: true,
      claims: caeClaims
    });
    if (!accessToken) {
      return false;
    }
    onChallengeOptions.request.headers.set("Authorization", `${accessToken.tokenType ?? "Bearer"} ${accessToken.token}`);
    return true;
  }
  function bearerTokenAuthenticationPolicy(options) {
    const { credential, scopes, challengeCallbacks } = options;
    const logger5 = options.logger || logger2;
    const callbacks = {
      authorizeRequest: challengeCallbacks?.authorizeRequest?.bind(challengeCallbacks) ?? defaultAuthorizeRequest,
      authorizeRequestOnChallenge: challengeCallbacks?.authorizeRequestOnChallenge?.bind(challengeCallbacks)
    };
    const getAccessToken = credential ? createTokenCycler(
      credential
      /* , options */
    ) : () => Promise.resolve(null);
    return {
      name: bearerTokenAuthenticationPolicyName,
      /**
       * If there's no challenge parameter:
       * - It will try to retrieve the token using the cache, or the credential's getToken.
       * - Then it will try the next policy with or without the retrieved token.
       *
       * It uses the challenge parameters to:
       * - Skip a first attempt to get the token from the credential if there's no cached token,
       *   since it expects the token to be retrievable only after the challenge.
       * - Prepare the outgoing request if the `prepareRequest` method has been provided.
       * - Send an initial request to receive the challenge if it fails.
       * - Process a challenge if the response contains it.
       * - Retrieve a token with the challenge information, then re-send the request.
       */
      async sendRequest(request, next) {
        if (!request.url.toLowerCase().startsWith("https://")) {
          throw new Error("Bearer token authentication is not permitted for non-TLS protected (non-https) URLs.");
        }
        await callbacks.authorizeRequest({
          scopes: Array.isArray(scopes) ? scopes : [scopes],
          request,
          getAccessToken,
          logger: logger5
        });
        let response;
        let error;
        let shouldSendRequest;
        [response, error] = await trySendRequest(request, next);
        if (isChallengeResponse(response)) {
          let claims = getCaeChallengeClaims(response.headers.get("WWW-Authenticate"));
          if (claims) {
            let parsedClaim;
            try {
              parsedClaim = atob(claims);
            } catch (e) {
              logger5.warning(`The WWW-Authenticate header contains "claims" that cannot be parsed. Unable to perform the Continuous Access Evaluation authentication flow. Unparsable claims: ${claims}`);
              return response;
            }
            shouldSendRequest = await authorizeRequestOnCaeChallenge({
              scopes: Array.isArray(scopes) ? scopes : [scopes],
              response,
              request,
              getAccessToken,
              logger: logger5
            }, parsedClaim);
            if (shouldSendRequest) {
              [response, error] = await trySendRequest(request, next);
            }
          } else if (callbacks.authorizeRequestOnChallenge) {
            shouldSendRequest = await callbacks.authorizeRequestOnChallenge({
              scopes: Array.isArray(scopes) ? scopes : [scopes],
              request,
              response,
              getAccessToken,
              logger: logger5
            });
            if (shouldSendRequest) {
              [response, error] = await trySendRequest(request, next);
            }
            if (isChallengeResponse(response)) {
              claims = getCaeChallengeClaims(response.headers.get("WWW-Authenticate") ?? "");
              if (claims) {
                let parsedClaim;
                try {
                  parsedClaim = atob(claims);
                } catch (e) {
                  logger5.warning(`The WWW-Authenticate header contains "claims" that cannot be parsed. Unable to perform the Continuous Access Evaluation authentication flow. Unparsable claims: ${claims}`);
                  return response;
                }
                shouldSendRequest = await authorizeRequestOnCaeChallenge({
                  scopes: Array.isArray(scopes) ? scopes : [scopes],
                  response,
                  request,
                  getAccessToken,
                  logger: logger5
                }, parsedClaim);
                if (shouldSendRequest) {
                  [response, error] = await trySendRequest(request, next);
                }
              }
            }
          }
        }
        if (error) {
          throw error;
        } else {
          return response;
        }
      }
    };
  }
  function parseChallenges(challenges) {
    const challengeRegex = /(\w+)\s+((?:\w+=(?:"[^"]*"|[^,]*),?\s*)+)/g;
    const paramRegex = /(\w+)="([^"]*)"/g;
    const parsedChallenges = [];
    let match;
    while ((match = challengeRegex.exec(challenges)) !== null) {
      const scheme = match[1];
      const paramsString = match[2];
      const params = {};
      let paramMatch;
      while ((paramMatch = paramRegex.exec(paramsString)) !== null) {
        params[paramMatch[1]] = paramMatch[2];
      }
      parsedChallenges.push({ scheme, params });
    }
    return parsedChallenges;
  }
  function getCaeChallengeClaims(challenges) {
    if (!challenges) {
      return;
    }
    const parsedChallenges = parseChallenges(challenges);
    return parsedChallenges.find((x) => x.scheme === "Bearer" && x.params.claims && x.params.error === "insufficient_claims")?.params.claims;
  }
  var bearerTokenAuthenticationPolicyName;
  var init_bearerTokenAuthenticationPolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/bearerTokenAuthenticationPolicy.js"() {
      init_tokenCycler();
      init_log2();
      init_restError3();
      bearerTokenAuthenticationPolicyName = "bearerTokenAuthenticationPolicy";
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/ndJsonPolicy.js
  function ndJsonPolicy() {
    return {
      name: ndJsonPolicyName,
      async sendRequest(request, next) {
        if (typeof request.body === "string" && request.body.startsWith("[")) {
          const body = JSON.parse(request.body);
          request.body = body.map((item) => JSON.stringify(item) + "\n").join("");
        }
        return next(request);
      }
    };
  }
  var ndJsonPolicyName;
  var init_ndJsonPolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/ndJsonPolicy.js"() {
      ndJsonPolicyName = "ndJsonPolicy";
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/policies/auxiliaryAuthenticationHeaderPolicy.js
  async function sendAuthorizeRequest(options) {
    const { scopes, getAccessToken, request } = options;
    const getTokenOptions = {
      abortSignal: request.abortSignal,
      tracingOptions: request.tracingOptions
    };
    return (await getAccessToken(scopes, getTokenOptions))?.token ?? "";
  }
  function auxiliaryAuthenticationHeaderPolicy(options) {
    const { credentials, scopes } = options;
    const logger5 = options.logger || logger2;
    const tokenCyclerMap = /* @__PURE__ */ new WeakMap();
    return {
      name: auxiliaryAuthenticationHeaderPolicyName,
      async sendRequest(request, next) {
        if (!request.url.toLowerCase().startsWith("https://")) {
          throw new Error("Bearer token authentication for auxiliary header is not permitted for non-TLS protected (non-https) URLs.");
        }
        if (!credentials || credentials.length === 0) {
          logger5.info(`${auxiliaryAuthenticationHeaderPolicyName} header will not be set due to empty credentials.`);
          return next(request);
        }
        const tokenPromises = [];
        for (const credential of credentials) {
          let getAccessToken = tokenCyclerMap.get(credential);
          if (!getAccessToken) {
            getAccessToken = createTokenCycler(credential);
            tokenCyclerMap.set(credential, getAccessToken);
          }
          tokenPromises.push(sendAuthorizeRequest({
            scopes: Array.isArray(scopes) ? scopes : [scopes],
            request,
            getAccessToken,
            logger: logger5
          }));
        }
        const auxiliaryTokens = (await Promise.all(tokenPromises)).filter((token) => Boolean(token));
        if (auxiliaryTokens.length === 0) {
          logger5.warning(`None of the auxiliary tokens are valid. ${AUTHORIZATION_AUXILIARY_HEADER} header will not be set.`);
          return next(request);
        }
        request.headers.set(AUTHORIZATION_AUXILIARY_HEADER, auxiliaryTokens.map((token) => `Bearer ${token}`).join(", "));
        return next(request);
      }
    };
  }
  var auxiliaryAuthenticationHeaderPolicyName, AUTHORIZATION_AUXILIARY_HEADER;
  var init_auxiliaryAuthenticationHeaderPolicy = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/policies/auxiliaryAuthenticationHeaderPolicy.js"() {
      init_tokenCycler();
      init_log2();
      auxiliaryAuthenticationHeaderPolicyName = "auxiliaryAuthenticationHeaderPolicy";
      AUTHORIZATION_AUXILIARY_HEADER = "x-ms-authorization-auxiliary";
    }
  });

  // node_modules/@azure/core-rest-pipeline/dist/browser/index.js
  var browser_exports2 = {};
  __export(browser_exports2, {
    RestError: () => RestError2,
    agentPolicy: () => agentPolicy2,
    agentPolicyName: () => agentPolicyName2,
    auxiliaryAuthenticationHeaderPolicy: () => auxiliaryAuthenticationHeaderPolicy,
    auxiliaryAuthenticationHeaderPolicyName: () => auxiliaryAuthenticationHeaderPolicyName,
    bearerTokenAuthenticationPolicy: () => bearerTokenAuthenticationPolicy,
    bearerTokenAuthenticationPolicyName: () => bearerTokenAuthenticationPolicyName,
    createDefaultHttpClient: () => createDefaultHttpClient2,
    createEmptyPipeline: () => createEmptyPipeline2,
    createFile: () => createFile,
    createFileFromStream: () => createFileFromStream,
    createHttpHeaders: () => createHttpHeaders2,
    createPipelineFromOptions: () => createPipelineFromOptions2,
    createPipelineRequest: () => createPipelineRequest2,
    decompressResponsePolicy: () => decompressResponsePolicy2,
    decompressResponsePolicyName: () => decompressResponsePolicyName2,
    defaultRetryPolicy: () => defaultRetryPolicy2,
    exponentialRetryPolicy: () => exponentialRetryPolicy2,
    exponentialRetryPolicyName: () => exponentialRetryPolicyName2,
    formDataPolicy: () => formDataPolicy2,
    formDataPolicyName: () => formDataPolicyName2,
    getDefaultProxySettings: () => getDefaultProxySettings2,
    isRestError: () => isRestError2,
    logPolicy: () => logPolicy2,
    logPolicyName: () => logPolicyName2,
    multipartPolicy: () => multipartPolicy2,
    multipartPolicyName: () => multipartPolicyName2,
    ndJsonPolicy: () => ndJsonPolicy,
    ndJsonPolicyName: () => ndJsonPolicyName,
    proxyPolicy: () => proxyPolicy2,
    proxyPolicyName: () => proxyPolicyName2,
    redirectPolicy: () => redirectPolicy2,
    redirectPolicyName: () => redirectPolicyName2,
    retryPolicy: () => retryPolicy2,
    setClientRequestIdPolicy: () => setClientRequestIdPolicy,
    setClientRequestIdPolicyName: () => setClientRequestIdPolicyName,
    systemErrorRetryPolicy: () => systemErrorRetryPolicy2,
    systemErrorRetryPolicyName: () => systemErrorRetryPolicyName2,
    throttlingRetryPolicy: () => throttlingRetryPolicy2,
    throttlingRetryPolicyName: () => throttlingRetryPolicyName2,
    tlsPolicy: () => tlsPolicy2,
    tlsPolicyName: () => tlsPolicyName2,
    tracingPolicy: () => tracingPolicy,
    tracingPolicyName: () => tracingPolicyName,
    userAgentPolicy: () => userAgentPolicy2,
    userAgentPolicyName: () => userAgentPolicyName2
  });
  var init_browser6 = __esm({
    "node_modules/@azure/core-rest-pipeline/dist/browser/index.js"() {
      init_pipeline2();
      init_createPipelineFromOptions2();
      init_defaultHttpClient();
      init_httpHeaders2();
      init_pipelineRequest2();
      init_restError3();
      init_decompressResponsePolicy();
      init_exponentialRetryPolicy2();
      init_setClientRequestIdPolicy();
      init_logPolicy2();
      init_multipartPolicy2();
      init_proxyPolicy();
      init_redirectPolicy2();
      init_systemErrorRetryPolicy2();
      init_throttlingRetryPolicy2();
      init_retryPolicy2();
      init_tracingPolicy();
      init_defaultRetryPolicy2();
      init_userAgentPolicy2();
      init_tlsPolicy2();
      init_formDataPolicy2();
      init_bearerTokenAuthenticationPolicy();
      init_ndJsonPolicy();
      init_auxiliaryAuthenticationHeaderPolicy();
      init_agentPolicy2();
      init_file();
    }
  });

  // node_modules/uuid/dist/esm-browser/rng.js
  function rng() {
    if (!getRandomValues) {
      getRandomValues = typeof crypto !== "undefined" && crypto.getRandomValues && crypto.getRandomValues.bind(crypto) || typeof msCrypto !== "undefined" && typeof msCrypto.getRandomValues === "function" && msCrypto.getRandomValues.bind(msCrypto);
      if (!getRandomValues) {
        throw new Error("crypto.getRandomValues() not supported. See https://github.com/uuidjs/uuid#getrandomvalues-not-supported");
      }
    }
    return getRandomValues(rnds8);
  }
  var getRandomValues, rnds8;
  var init_rng = __esm({
    "node_modules/uuid/dist/esm-browser/rng.js"() {
      rnds8 = new Uint8Array(16);
    }
  });

  // node_modules/uuid/dist/esm-browser/regex.js
  var regex_default;
  var init_regex = __esm({
    "node_modules/uuid/dist/esm-browser/regex.js"() {
      regex_default = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|00000000-0000-0000-0000-000000000000)$/i;
    }
  });

  // node_modules/uuid/dist/esm-browser/validate.js
  function validate(uuid) {
    return typeof uuid === "string" && regex_default.test(uuid);
  }
  var validate_default;
  var init_validate = __esm({
    "node_modules/uuid/dist/esm-browser/validate.js"() {
      init_regex();
      validate_default = validate;
    }
  });

  // node_modules/uuid/dist/esm-browser/stringify.js
  function stringify(arr) {
    var offset = arguments.length > 1 && arguments[1] !== void 0 ? arguments[1] : 0;
    var uuid = (byteToHex[arr[offset + 0]] + byteToHex[arr[offset + 1]] + byteToHex[arr[offset + 2]] + byteToHex[arr[offset + 3]] + "-" + byteToHex[arr[offset + 4]] + byteToHex[arr[offset + 5]] + "-" + byteToHex[arr[offset + 6]] + byteToHex[arr[offset + 7]] + "-" + byteToHex[arr[offset + 8]] + byteToHex[arr[offset + 9]] + "-" + byteToHex[arr[offset + 10]] + byteToHex[arr[offset + 11]] + byteToHex[arr[offset + 12]] + byteToHex[arr[offset + 13]] + byteToHex[arr[offset + 14]] + byteToHex[arr[offset + 15]]).toLowerCase();
    if (!validate_default(uuid)) {
      throw TypeError("Stringified UUID is invalid");
    }
    return uuid;
  }
  var byteToHex, i, stringify_default;
  var init_stringify = __esm({
    "node_modules/uuid/dist/esm-browser/stringify.js"() {
      init_validate();
      byteToHex = [];
      for (i = 0; i < 256; ++i) {
        byteToHex.push((i + 256).toString(16).substr(1));
      }
      stringify_default = stringify;
    }
  });

  // node_modules/uuid/dist/esm-browser/v1.js
  function v1(options, buf, offset) {
    var i = buf && offset || 0;
    var b = buf || new Array(16);
    options = options || {};
    var node = options.node || _nodeId;
    var clockseq = options.clockseq !== void 0 ? options.clockseq : _clockseq;
    if (node == null || clockseq == null) {
      var seedBytes = options.random || (options.rng || rng)();
      if (node == null) {
        node = _nodeId = [seedBytes[0] | 1, seedBytes[1], seedBytes[2], seedBytes[3], seedBytes[4], seedBytes[5]];
      }
      if (clockseq == null) {
        clockseq = _clockseq = (seedBytes[6] << 8 | seedBytes[7]) & 16383;
      }
    }
    var msecs = options.msecs !== void 0 ? options.msecs : Date.now();
    var nsecs = options.nsecs !== void 0 ? options.nsecs : _lastNSecs + 1;
    var dt = msecs - _lastMSecs + (nsecs - _lastNSecs) / 1e4;
    if (dt < 0 && options.clockseq === void 0) {
      clockseq = clockseq + 1 & 16383;
    }
    if ((dt < 0 || msecs > _lastMSecs) && options.nsecs === void 0) {
      nsecs = 0;
    }
    if (nsecs >= 1e4) {
      throw new Error("uuid.v1(): Can't create more than 10M uuids/sec");
    }
    _lastMSecs = msecs;
    _lastNSecs = nsecs;
    _clockseq = clockseq;
    msecs += 122192928e5;
    var tl = ((msecs & 268435455) * 1e4 + nsecs) % 4294967296;
    b[i++] = tl >>> 24 & 255;
    b[i++] = tl >>> 16 & 255;
    b[i++] = tl >>> 8 & 255;
    b[i++] = tl & 255;
    var tmh = msecs / 4294967296 * 1e4 & 268435455;
    b[i++] = tmh >>> 8 & 255;
    b[i++] = tmh & 255;
    b[i++] = tmh >>> 24 & 15 | 16;
    b[i++] = tmh >>> 16 & 255;
    b[i++] = clockseq >>> 8 | 128;
    b[i++] = clockseq & 255;
    for (var n = 0; n < 6; ++n) {
      b[i + n] = node[n];
    }
    return buf || stringify_default(b);
  }
  var _nodeId, _clockseq, _lastMSecs, _lastNSecs, v1_default;
  var init_v1 = __esm({
    "node_modules/uuid/dist/esm-browser/v1.js"() {
      init_rng();
      init_stringify();
      _lastMSecs = 0;
      _lastNSecs = 0;
      v1_default = v1;
    }
  });

  // node_modules/uuid/dist/esm-browser/parse.js
  function parse(uuid) {
    if (!validate_default(uuid)) {
      throw TypeError("Invalid UUID");
    }
    var v;
    var arr = new Uint8Array(16);
    arr[0] = (v = parseInt(uuid.slice(0, 8), 16)) >>> 24;
    arr[1] = v >>> 16 & 255;
    arr[2] = v >>> 8 & 255;
    arr[3] = v & 255;
    arr[4] = (v = parseInt(uuid.slice(9, 13), 16)) >>> 8;
    arr[5] = v & 255;
    arr[6] = (v = parseInt(uuid.slice(14, 18), 16)) >>> 8;
    arr[7] = v & 255;
    arr[8] = (v = parseInt(uuid.slice(19, 23), 16)) >>> 8;
    arr[9] = v & 255;
    arr[10] = (v = parseInt(uuid.slice(24, 36), 16)) / 1099511627776 & 255;
    arr[11] = v / 4294967296 & 255;
    arr[12] = v >>> 24 & 255;
    arr[13] = v >>> 16 & 255;
    arr[14] = v >>> 8 & 255;
    arr[15] = v & 255;
    return arr;
  }
  var parse_default;
  var init_parse = __esm({
    "node_modules/uuid/dist/esm-browser/parse.js"() {
      init_validate();
      parse_default = parse;
    }
  });

  // node_modules/uuid/dist/esm-browser/v35.js
  function stringToBytes(str) {
    str = unescape(encodeURIComponent(str));
    var bytes = [];
    for (var i = 0; i < str.length; ++i) {
      bytes.push(str.charCodeAt(i));
    }
    return bytes;
  }
  function v35_default(name, version2, hashfunc) {
    function generateUUID2(value, namespace, buf, offset) {
      if (typeof value === "string") {
        value = stringToBytes(value);
      }
      if (typeof namespace === "string") {
        namespace = parse_default(namespace);
      }
      if (namespace.length !== 16) {
        throw TypeError("Namespace must be array-like (16 iterable integer values, 0-255)");
      }
      var bytes = new Uint8Array(16 + value.length);
      bytes.set(namespace);
      bytes.set(value, namespace.length);
      bytes = hashfunc(bytes);
      bytes[6] = bytes[6] & 15 | version2;
      bytes[8] = bytes[8] & 63 | 128;
      if (buf) {
        offset = offset || 0;
        for (var i = 0; i < 16; ++i) {
          buf[offset + i] = bytes[i];
        }
        return buf;
      }
      return stringify_default(bytes);
    }
    try {
      generateUUID2.name = name;
    } catch (err) {
    }
    generateUUID2.DNS = DNS;
    generateUUID2.URL = URL2;
    return generateUUID2;
  }
  var DNS, URL2;
  var init_v35 = __esm({
    "node_modules/uuid/dist/esm-browser/v35.js"() {
      init_stringify();
      init_parse();
      DNS = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
      URL2 = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";
    }
  });

  // node_modules/uuid/dist/esm-browser/md5.js
  function md5(bytes) {
    if (typeof bytes === "string") {
      var msg = unescape(encodeURIComponent(bytes));
      bytes = new Uint8Array(msg.length);
      for (var i = 0; i < msg.length; ++i) {
        bytes[i] = msg.charCodeAt(i);
      }
    }
    return md5ToHexEncodedArray(wordsToMd5(bytesToWords(bytes), bytes.length * 8));
  }
  function md5ToHexEncodedArray(input) {
    var output = [];
    var length32 = input.length * 32;
    var hexTab = "0123456789abcdef";
    for (var i = 0; i < length32; i += 8) {
      var x = input[i >> 5] >>> i % 32 & 255;
      var hex = parseInt(hexTab.charAt(x >>> 4 & 15) + hexTab.charAt(x & 15), 16);
      output.push(hex);
    }
    return output;
  }
  function getOutputLength(inputLength8) {
    return (inputLength8 + 64 >>> 9 << 4) + 14 + 1;
  }
  function wordsToMd5(x, len) {
    x[len >> 5] |= 128 << len % 32;
    x[getOutputLength(len) - 1] = len;
    var a = 1732584193;
    var b = -271733879;
    var c = -1732584194;
    var d = 271733878;
    for (var i = 0; i < x.length; i += 16) {
      var olda = a;
      var oldb = b;
      var oldc = c;
      var oldd = d;
      a = md5ff(a, b, c, d, x[i], 7, -680876936);
      d = md5ff(d, a, b, c, x[i + 1], 12, -389564586);
      c = md5ff(c, d, a, b, x[i + 2], 17, 606105819);
      b = md5ff(b, c, d, a, x[i + 3], 22, -1044525330);
      a = md5ff(a, b, c, d, x[i + 4], 7, -176418897);
      d = md5ff(d, a, b, c, x[i + 5], 12, 1200080426);
      c = md5ff(c, d, a, b, x[i + 6], 17, -1473231341);
      b = md5ff(b, c, d, a, x[i + 7], 22, -45705983);
      a = md5ff(a, b, c, d, x[i + 8], 7, 1770035416);
      d = md5ff(d, a, b, c, x[i + 9], 12, -1958414417);
      c = md5ff(c, d, a, b, x[i + 10], 17, -42063);
      b = md5ff(b, c, d, a, x[i + 11], 22, -1990404162);
      a = md5ff(a, b, c, d, x[i + 12], 7, 1804603682);
      d = md5ff(d, a, b, c, x[i + 13], 12, -40341101);
      c = md5ff(c, d, a, b, x[i + 14], 17, -1502002290);
      b = md5ff(b, c, d, a, x[i + 15], 22, 1236535329);
      a = md5gg(a, b, c, d, x[i + 1], 5, -165796510);
      d = md5gg(d, a, b, c, x[i + 6], 9, -1069501632);
      c = md5gg(c, d, a, b, x[i + 11], 14, 643717713);
      b = md5gg(b, c, d, a, x[i], 20, -373897302);
      a = md5gg(a, b, c, d, x[i + 5], 5, -701558691);
      d = md5gg(d, a, b, c, x[i + 10], 9, 38016083);
      c = md5gg(c, d, a, b, x[i + 15], 14, -660478335);
      b = md5gg(b, c, d, a, x[i + 4], 20, -405537848);
      a = md5gg(a, b, c, d, x[i + 9], 5, 568446438);
      d = md5gg(d, a, b, c, x[i + 14], 9, -1019803690);
      c = md5gg(c, d, a, b, x[i + 3], 14, -187363961);
      b = md5gg(b, c, d, a, x[i + 8], 20, 1163531501);
      a = md5gg(a, b, c, d, x[i + 13], 5, -1444681467);
      d = md5gg(d, a, b, c, x[i + 2], 9, -51403784);
      c = md5gg(c, d, a, b, x[i + 7], 14, 1735328473);
      b = md5gg(b, c, d, a, x[i + 12], 20, -1926607734);
      a = md5hh(a, b, c, d, x[i + 5], 4, -378558);
      d = md5hh(d, a, b, c, x[i + 8], 11, -2022574463);
      c = md5hh(c, d, a, b, x[i + 11], 16, 1839030562);
      b = md5hh(b, c, d, a, x[i + 14], 23, -35309556);
      a = md5hh(a, b, c, d, x[i + 1], 4, -1530992060);
      d = md5hh(d, a, b, c, x[i + 4], 11, 1272893353);
      c = md5hh(c, d, a, b, x[i + 7], 16, -155497632);
      b = md5hh(b, c, d, a, x[i + 10], 23, -1094730640);
      a = md5hh(a, b, c, d, x[i + 13], 4, 681279174);
      d = md5hh(d, a, b, c, x[i], 11, -358537222);
      c = md5hh(c, d, a, b, x[i + 3], 16, -722521979);
      b = md5hh(b, c, d, a, x[i + 6], 23, 76029189);
      a = md5hh(a, b, c, d, x[i + 9], 4, -640364487);
      d = md5hh(d, a, b, c, x[i + 12], 11, -421815835);
      c = md5hh(c, d, a, b, x[i + 15], 16, 530742520);
      b = md5hh(b, c, d, a, x[i + 2], 23, -995338651);
      a = md5ii(a, b, c, d, x[i], 6, -198630844);
      d = md5ii(d, a, b, c, x[i + 7], 10, 1126891415);
      c = md5ii(c, d, a, b, x[i + 14], 15, -1416354905);
      b = md5ii(b, c, d, a, x[i + 5], 21, -57434055);
      a = md5ii(a, b, c, d, x[i + 12], 6, 1700485571);
      d = md5ii(d, a, b, c, x[i + 3], 10, -1894986606);
      c = md5ii(c, d, a, b, x[i + 10], 15, -1051523);
      b = md5ii(b, c, d, a, x[i + 1], 21, -2054922799);
      a = md5ii(a, b, c, d, x[i + 8], 6, 1873313359);
      d = md5ii(d, a, b, c, x[i + 15], 10, -30611744);
      c = md5ii(c, d, a, b, x[i + 6], 15, -1560198380);
      b = md5ii(b, c, d, a, x[i + 13], 21, 1309151649);
      a = md5ii(a, b, c, d, x[i + 4], 6, -145523070);
      d = md5ii(d, a, b, c, x[i + 11], 10, -1120210379);
      c = md5ii(c, d, a, b, x[i + 2], 15, 718787259);
      b = md5ii(b, c, d, a, x[i + 9], 21, -343485551);
      a = safeAdd(a, olda);
      b = safeAdd(b, oldb);
      c = safeAdd(c, oldc);
      d = safeAdd(d, oldd);
    }
    return [a, b, c, d];
  }
  function bytesToWords(input) {
    if (input.length === 0) {
      return [];
    }
    var length8 = input.length * 8;
    var output = new Uint32Array(getOutputLength(length8));
    for (var i = 0; i < length8; i += 8) {
      output[i >> 5] |= (input[i / 8] & 255) << i % 32;
    }
    return output;
  }
  function safeAdd(x, y) {
    var lsw = (x & 65535) + (y & 65535);
    var msw = (x >> 16) + (y >> 16) + (lsw >> 16);
    return msw << 16 | lsw & 65535;
  }
  function bitRotateLeft(num, cnt) {
    return num << cnt | num >>> 32 - cnt;
  }
  function md5cmn(q, a, b, x, s, t) {
    return safeAdd(bitRotateLeft(safeAdd(safeAdd(a, q), safeAdd(x, t)), s), b);
  }
  function md5ff(a, b, c, d, x, s, t) {
    return md5cmn(b & c | ~b & d, a, b, x, s, t);
  }
  function md5gg(a, b, c, d, x, s, t) {
    return md5cmn(b & d | c & ~d, a, b, x, s, t);
  }
  function md5hh(a, b, c, d, x, s, t) {
    return md5cmn(b ^ c ^ d, a, b, x, s, t);
  }
  function md5ii(a, b, c, d, x, s, t) {
    return md5cmn(c ^ (b | ~d), a, b, x, s, t);
  }
  var md5_default;
  var init_md5 = __esm({
    "node_modules/uuid/dist/esm-browser/md5.js"() {
      md5_default = md5;
    }
  });

  // node_modules/uuid/dist/esm-browser/v3.js
  var v3, v3_default;
  var init_v3 = __esm({
    "node_modules/uuid/dist/esm-browser/v3.js"() {
      init_v35();
      init_md5();
      v3 = v35_default("v3", 48, md5_default);
      v3_default = v3;
    }
  });

  // node_modules/uuid/dist/esm-browser/v4.js
  function v4(options, buf, offset) {
    options = options || {};
    var rnds = options.random || (options.rng || rng)();
    rnds[6] = rnds[6] & 15 | 64;
    rnds[8] = rnds[8] & 63 | 128;
    if (buf) {
      offset = offset || 0;
      for (var i = 0; i < 16; ++i) {
        buf[offset + i] = rnds[i];
      }
      return buf;
    }
    return stringify_default(rnds);
  }
  var v4_default;
  var init_v4 = __esm({
    "node_modules/uuid/dist/esm-browser/v4.js"() {
      init_rng();
      init_stringify();
      v4_default = v4;
    }
  });

  // node_modules/uuid/dist/esm-browser/sha1.js
  function f(s, x, y, z) {
    switch (s) {
      case 0:
        return x & y ^ ~x & z;
      case 1:
        return x ^ y ^ z;
      case 2:
        return x & y ^ x & z ^ y & z;
      case 3:
        return x ^ y ^ z;
    }
  }
  function ROTL(x, n) {
    return x << n | x >>> 32 - n;
  }
  function sha1(bytes) {
    var K = [1518500249, 1859775393, 2400959708, 3395469782];
    var H = [1732584193, 4023233417, 2562383102, 271733878, 3285377520];
    if (typeof bytes === "string") {
      var msg = unescape(encodeURIComponent(bytes));
      bytes = [];
      for (var i = 0; i < msg.length; ++i) {
        bytes.push(msg.charCodeAt(i));
      }
    } else if (!Array.isArray(bytes)) {
      bytes = Array.prototype.slice.call(bytes);
    }
    bytes.push(128);
    var l = bytes.length / 4 + 2;
    var N = Math.ceil(l / 16);
    var M = new Array(N);
    for (var _i = 0; _i < N; ++_i) {
      var arr = new Uint32Array(16);
      for (var j = 0; j < 16; ++j) {
        arr[j] = bytes[_i * 64 + j * 4] << 24 | bytes[_i * 64 + j * 4 + 1] << 16 | bytes[_i * 64 + j * 4 + 2] << 8 | bytes[_i * 64 + j * 4 + 3];
      }
      M[_i] = arr;
    }
    M[N - 1][14] = (bytes.length - 1) * 8 / Math.pow(2, 32);
    M[N - 1][14] = Math.floor(M[N - 1][14]);
    M[N - 1][15] = (bytes.length - 1) * 8 & 4294967295;
    for (var _i2 = 0; _i2 < N; ++_i2) {
      var W = new Uint32Array(80);
      for (var t = 0; t < 16; ++t) {
        W[t] = M[_i2][t];
      }
      for (var _t = 16; _t < 80; ++_t) {
        W[_t] = ROTL(W[_t - 3] ^ W[_t - 8] ^ W[_t - 14] ^ W[_t - 16], 1);
      }
      var a = H[0];
      var b = H[1];
      var c = H[2];
      var d = H[3];
      var e = H[4];
      for (var _t2 = 0; _t2 < 80; ++_t2) {
        var s = Math.floor(_t2 / 20);
        var T = ROTL(a, 5) + f(s, b, c, d) + e + K[s] + W[_t2] >>> 0;
        e = d;
        d = c;
        c = ROTL(b, 30) >>> 0;
        b = a;
        a = T;
      }
      H[0] = H[0] + a >>> 0;
      H[1] = H[1] + b >>> 0;
      H[2] = H[2] + c >>> 0;
      H[3] = H[3] + d >>> 0;
      H[4] = H[4] + e >>> 0;
    }
    return [H[0] >> 24 & 255, H[0] >> 16 & 255, H[0] >> 8 & 255, H[0] & 255, H[1] >> 24 & 255, H[1] >> 16 & 255, H[1] >> 8 & 255, H[1] & 255, H[2] >> 24 & 255, H[2] >> 16 & 255, H[2] >> 8 & 255, H[2] & 255, H[3] >> 24 & 255, H[3] >> 16 & 255, H[3] >> 8 & 255, H[3] & 255, H[4] >> 24 & 255, H[4] >> 16 & 255, H[4] >> 8 & 255, H[4] & 255];
  }
  var sha1_default;
  var init_sha1 = __esm({
    "node_modules/uuid/dist/esm-browser/sha1.js"() {
      sha1_default = sha1;
    }
  });

  // node_modules/uuid/dist/esm-browser/v5.js
  var v5, v5_default;
  var init_v5 = __esm({
    "node_modules/uuid/dist/esm-browser/v5.js"() {
      init_v35();
      init_sha1();
      v5 = v35_default("v5", 80, sha1_default);
      v5_default = v5;
    }
  });

  // node_modules/uuid/dist/esm-browser/nil.js
  var nil_default;
  var init_nil = __esm({
    "node_modules/uuid/dist/esm-browser/nil.js"() {
      nil_default = "00000000-0000-0000-0000-000000000000";
    }
  });

  // node_modules/uuid/dist/esm-browser/version.js
  function version(uuid) {
    if (!validate_default(uuid)) {
      throw TypeError("Invalid UUID");
    }
    return parseInt(uuid.substr(14, 1), 16);
  }
  var version_default;
  var init_version = __esm({
    "node_modules/uuid/dist/esm-browser/version.js"() {
      init_validate();
      version_default = version;
    }
  });

  // node_modules/uuid/dist/esm-browser/index.js
  var esm_browser_exports = {};
  __export(esm_browser_exports, {
    NIL: () => nil_default,
    parse: () => parse_default,
    stringify: () => stringify_default,
    v1: () => v1_default,
    v3: () => v3_default,
    v4: () => v4_default,
    v5: () => v5_default,
    validate: () => validate_default,
    version: () => version_default
  });
  var init_esm_browser = __esm({
    "node_modules/uuid/dist/esm-browser/index.js"() {
      init_v1();
      init_v3();
      init_v4();
      init_v5();
      init_nil();
      init_version();
      init_validate();
      init_stringify();
      init_parse();
    }
  });

  // node_modules/@azure/core-client/dist/browser/base64.js
  function encodeByteArray(value) {
    return uint8ArrayToString2(value, "base64");
  }
  function decodeString(value) {
    return stringToUint8Array2(value, "base64");
  }
  function decodeStringToString(value) {
    return uint8ArrayToString2(stringToUint8Array2(value, "base64"), "utf-8");
  }
  var init_base64 = __esm({
    "node_modules/@azure/core-client/dist/browser/base64.js"() {
      init_browser4();
    }
  });

  // node_modules/@azure/core-client/dist/browser/interfaces.js
  var XML_ATTRKEY, XML_CHARKEY;
  var init_interfaces = __esm({
    "node_modules/@azure/core-client/dist/browser/interfaces.js"() {
      XML_ATTRKEY = "$";
      XML_CHARKEY = "_";
    }
  });

  // node_modules/@azure/core-client/dist/browser/utils.js
  function isPrimitiveBody(value, mapperTypeName) {
    return mapperTypeName !== "Composite" && mapperTypeName !== "Dictionary" && (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || mapperTypeName?.match(/^(Date|DateTime|DateTimeRfc1123|UnixTime|ByteArray|Base64Url)$/i) !== null || value === void 0 || value === null);
  }
  function isDuration(value) {
    return validateISODuration.test(value);
  }
  function isValidUuid(uuid) {
    return validUuidRegex.test(uuid);
  }
  function handleNullableResponseAndWrappableBody(responseObject) {
    const combinedHeadersAndBody = {
      ...responseObject.headers,
      ...responseObject.body
    };
    if (responseObject.hasNullableType && Object.getOwnPropertyNames(combinedHeadersAndBody).length === 0) {
      return responseObject.shouldWrapBody ? { body: null } : null;
    } else {
      return responseObject.shouldWrapBody ? {
        ...responseObject.headers,
        body: responseObject.body
      } : combinedHeadersAndBody;
    }
  }
  function flattenResponse(fullResponse, responseSpec) {
    const parsedHeaders = fullResponse.parsedHeaders;
    if (fullResponse.request.method === "HEAD") {
      return {
        ...parsedHeaders,
        body: fullResponse.parsedBody
      };
    }
    const bodyMapper = responseSpec && responseSpec.bodyMapper;
    const isNullable = Boolean(bodyMapper?.nullable);
    const expectedBodyTypeName = bodyMapper?.type.name;
    if (expectedBodyTypeName === "Stream") {
      return {
        ...parsedHeaders,
        blobBody: fullResponse.blobBody,
        readableStreamBody: fullResponse.readableStreamBody
      };
    }
    const modelProperties = expectedBodyTypeName === "Composite" && bodyMapper.type.modelProperties || {};
    const isPageableResponse = Object.keys(modelProperties).some((k) => modelProperties[k].serializedName === "");
    if (expectedBodyTypeName === "Sequence" || isPageableResponse) {
      const arrayResponse = fullResponse.parsedBody ?? [];
      for (const key of Object.keys(modelProperties)) {
        if (modelProperties[key].serializedName) {
          arrayResponse[key] = fullResponse.parsedBody?.[key];
        }
      }
      if (parsedHeaders) {
        for (const key of Object.keys(parsedHeaders)) {
          arrayResponse[key] = parsedHeaders[key];
        }
      }
      return isNullable && !fullResponse.parsedBody && !parsedHeaders && Object.getOwnPropertyNames(modelProperties).length === 0 ? null : arrayResponse;
    }
    return handleNullableResponseAndWrappableBody({
      body: fullResponse.parsedBody,
      headers: parsedHeaders,
      hasNullableType: isNullable,
      shouldWrapBody: isPrimitiveBody(fullResponse.parsedBody, expectedBodyTypeName)
    });
  }
  var validateISODuration, validUuidRegex;
  var init_utils = __esm({
    "node_modules/@azure/core-client/dist/browser/utils.js"() {
      validateISODuration = /^(-|\+)?P(?:([-+]?[0-9,.]*)Y)?(?:([-+]?[0-9,.]*)M)?(?:([-+]?[0-9,.]*)W)?(?:([-+]?[0-9,.]*)D)?(?:T(?:([-+]?[0-9,.]*)H)?(?:([-+]?[0-9,.]*)M)?(?:([-+]?[0-9,.]*)S)?)?$/;
      validUuidRegex = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/i;
    }
  });

  // node_modules/@azure/core-client/dist/browser/serializer.js
  function createSerializer(modelMappers = {}, isXML = false) {
    return new SerializerImpl(modelMappers, isXML);
  }
  function trimEnd(str, ch) {
    let len = str.length;
    while (len - 1 >= 0 && str[len - 1] === ch) {
      --len;
    }
    return str.substr(0, len);
  }
  function bufferToBase64Url(buffer) {
    if (!buffer) {
      return void 0;
    }
    if (!(buffer instanceof Uint8Array)) {
      throw new Error(`Please provide an input of type Uint8Array for converting to Base64Url.`);
    }
    const str = encodeByteArray(buffer);
    return trimEnd(str, "=").replace(/\+/g, "-").replace(/\//g, "_");
  }
  function base64UrlToByteArray(str) {
    if (!str) {
      return void 0;
    }
    if (str && typeof str.valueOf() !== "string") {
      throw new Error("Please provide an input of type string for converting to Uint8Array");
    }
    str = str.replace(/-/g, "+").replace(/_/g, "/");
    return decodeString(str);
  }
  function splitSerializeName(prop) {
    const classes = [];
    let partialclass = "";
    if (prop) {
      const subwords = prop.split(".");
      for (const item of subwords) {
        if (item.charAt(item.length - 1) === "\\") {
          partialclass += item.substr(0, item.length - 1) + ".";
        } else {
          partialclass += item;
          classes.push(partialclass);
          partialclass = "";
        }
      }
    }
    return classes;
  }
  function dateToUnixTime(d) {
    if (!d) {
      return void 0;
    }
    if (typeof d.valueOf() === "string") {
      d = new Date(d);
    }
    return Math.floor(d.getTime() / 1e3);
  }
  function unixTimeToDate(n) {
    if (!n) {
      return void 0;
    }
    return new Date(n * 1e3);
  }
  function serializeBasicTypes(typeName, objectName, value) {
    if (value !== null && value !== void 0) {
      if (typeName.match(/^Number$/i) !== null) {
        if (typeof value !== "number") {
          throw new Error(`${objectName} with value ${value} must be of type number.`);
        }
      } else if (typeName.match(/^String$/i) !== null) {
        if (typeof value.valueOf() !== "string") {
          throw new Error(`${objectName} with value "${value}" must be of type string.`);
        }
      } else if (typeName.match(/^Uuid$/i) !== null) {
        if (!(typeof value.valueOf() === "string" && isValidUuid(value))) {
          throw new Error(`${objectName} with value "${value}" must be of type string and a valid uuid.`);
        }
      } else if (typeName.match(/^Boolean$/i) !== null) {
        if (typeof value !== "boolean") {
          throw new Error(`${objectName} with value ${value} must be of type boolean.`);
        }
      } else if (typeName.match(/^Stream$/i) !== null) {
        const objectType = typeof value;
        if (objectType !== "string" && typeof value.pipe !== "function" && // NodeJS.ReadableStream
        typeof value.tee !== "function" && // browser ReadableStream
        !(value instanceof ArrayBuffer) && !ArrayBuffer.isView(value) && // File objects count as a type of Blob, so we want to use instanceof explicitly
        !((typeof Blob === "function" || typeof Blob === "object") && value instanceof Blob) && objectType !== "function") {
          throw new Error(`${objectName} must be a string, Blob, ArrayBuffer, ArrayBufferView, ReadableStream, or () => ReadableStream.`);
        }
      }
    }
    return value;
  }
  function serializeEnumType(objectName, allowedValues, value) {
    if (!allowedValues) {
      throw new Error(`Please provide a set of allowedValues to validate ${objectName} as an Enum Type.`);
    }
    const isPresent = allowedValues.some((item) => {
      if (typeof item.valueOf() === "string") {
        return item.toLowerCase() === value.toLowerCase();
      }
      return item === value;
    });
    if (!isPresent) {
      throw new Error(`${value} is not a valid value for ${objectName}. The valid values are: ${JSON.stringify(allowedValues)}.`);
    }
    return value;
  }
  function serializeByteArrayType(objectName, value) {
    if (value !== void 0 && value !== null) {
      if (!(value instanceof Uint8Array)) {
        throw new Error(`${objectName} must be of type Uint8Array.`);
      }
      value = encodeByteArray(value);
    }
    return value;
  }
  function serializeBase64UrlType(objectName, value) {
    if (value !== void 0 && value !== null) {
      if (!(value instanceof Uint8Array)) {
        throw new Error(`${objectName} must be of type Uint8Array.`);
      }
      value = bufferToBase64Url(value);
    }
    return value;
  }
  function serializeDateTypes(typeName, value, objectName) {
    if (value !== void 0 && value !== null) {
      if (typeName.match(/^Date$/i) !== null) {
        if (!(value instanceof Date || typeof value.valueOf() === "string" && !isNaN(Date.parse(value)))) {
          throw new Error(`${objectName} must be an instanceof Date or a string in ISO8601 format.`);
        }
        value = value instanceof Date ? value.toISOString().substring(0, 10) : new Date(value).toISOString().substring(0, 10);
      } else if (typeName.match(/^DateTime$/i) !== null) {
        if (!(value instanceof Date || typeof value.valueOf() === "string" && !isNaN(Date.parse(value)))) {
          throw new Error(`${objectName} must be an instanceof Date or a string in ISO8601 format.`);
        }
        value = value instanceof Date ? value.toISOString() : new Date(value).toISOString();
      } else if (typeName.match(/^DateTimeRfc1123$/i) !== null) {
        if (!(value instanceof Date || typeof value.valueOf() === "string" && !isNaN(Date.parse(value)))) {
          throw new Error(`${objectName} must be an instanceof Date or a string in RFC-1123 format.`);
        }
        value = value instanceof Date ? value.toUTCString() : new Date(value).toUTCString();
      } else if (typeName.match(/^UnixTime$/i) !== null) {
        if (!(value instanceof Date || typeof value.valueOf() === "string" && !isNaN(Date.parse(value)))) {
          throw new Error(`${objectName} must be an instanceof Date or a string in RFC-1123/ISO8601 format for it to be serialized in UnixTime/Epoch format.`);
        }
        value = dateToUnixTime(value);
      } else if (typeName.match(/^TimeSpan$/i) !== null) {
        if (!isDuration(value)) {
          throw new Error(`${objectName} must be a string in ISO 8601 format. Instead was "${value}".`);
        }
      }
    }
    return value;
  }
  function serializeSequenceType(serializer3, mapper, object, objectName, isXml, options) {
    if (!Array.isArray(object)) {
      throw new Error(`${objectName} must be of type Array.`);
    }
    let elementType = mapper.type.element;
    if (!elementType || typeof elementType !== "object") {
      throw new Error(`"element" metadata for an Array must be defined in the mapper and it must be of type "object" in ${objectName}.`);
    }
    if (elementType.type.name === "Composite" && elementType.type.className) {
      elementType = serializer3.modelMappers[elementType.type.className] ?? elementType;
    }
    const tempArray = [];
    for (let i = 0; i < object.length; i++) {
      const serializedValue = serializer3.serialize(elementType, object[i], objectName, options);
      if (isXml && elementType.xmlNamespace) {
        const xmlnsKey = elementType.xmlNamespacePrefix ? `xmlns:${elementType.xmlNamespacePrefix}` : "xmlns";
        if (elementType.type.name === "Composite") {
          tempArray[i] = { ...serializedValue };
          tempArray[i][XML_ATTRKEY] = { [xmlnsKey]: elementType.xmlNamespace };
        } else {
          tempArray[i] = {};
          tempArray[i][options.xml.xmlCharKey] = serializedValue;
          tempArray[i][XML_ATTRKEY] = { [xmlnsKey]: elementType.xmlNamespace };
        }
      } else {
        tempArray[i] = serializedValue;
      }
    }
    return tempArray;
  }
  function serializeDictionaryType(serializer3, mapper, object, objectName, isXml, options) {
    if (typeof object !== "object") {
      throw new Error(`${objectName} must be of type object.`);
    }
    const valueType = mapper.type.value;
    if (!valueType || typeof valueType !== "object") {
      throw new Error(`"value" metadata for a Dictionary must be defined in the mapper and it must of type "object" in ${objectName}.`);
    }
    const tempDictionary = {};
    for (const key of Object.keys(object)) {
      const serializedValue = serializer3.serialize(valueType, object[key], objectName, options);
      tempDictionary[key] = getXmlObjectValue(valueType, serializedValue, isXml, options);
    }
    if (isXml && mapper.xmlNamespace) {
      const xmlnsKey = mapper.xmlNamespacePrefix ? `xmlns:${mapper.xmlNamespacePrefix}` : "xmlns";
      const result = tempDictionary;
      result[XML_ATTRKEY] = { [xmlnsKey]: mapper.xmlNamespace };
      return result;
    }
    return tempDictionary;
  }
  function resolveAdditionalProperties(serializer3, mapper, objectName) {
    const additionalProperties = mapper.type.additionalProperties;
    if (!additionalProperties && mapper.type.className) {
      const modelMapper = resolveReferencedMapper(serializer3, mapper, objectName);
      return modelMapper?.type.additionalProperties;
    }
    return additionalProperties;
  }
  function resolveReferencedMapper(serializer3, mapper, objectName) {
    const className = mapper.type.className;
    if (!className) {
      throw new Error(`Class name for model "${objectName}" is not provided in the mapper "${JSON.stringify(mapper, void 0, 2)}".`);
    }
    return serializer3.modelMappers[className];
  }
  function resolveModelProperties(serializer3, mapper, objectName) {
    let modelProps = mapper.type.modelProperties;
    if (!modelProps) {
      const modelMapper = resolveReferencedMapper(serializer3, mapper, objectName);
      if (!modelMapper) {
        throw new Error(`mapper() cannot be null or undefined for model "${mapper.type.className}".`);
      }
      modelProps = modelMapper?.type.modelProperties;
      if (!modelProps) {
        throw new Error(`modelProperties cannot be null or undefined in the mapper "${JSON.stringify(modelMapper)}" of type "${mapper.type.className}" for object "${objectName}".`);
      }
    }
    return modelProps;
  }
  function serializeCompositeType(serializer3, mapper, object, objectName, isXml, options) {
    if (getPolymorphicDiscriminatorRecursively(serializer3, mapper)) {
      mapper = getPolymorphicMapper(serializer3, mapper, object, "clientName");
    }
    if (object !== void 0 && object !== null) {
      const payload = {};
      const modelProps = resolveModelProperties(serializer3, mapper, objectName);
      for (const key of Object.keys(modelProps)) {
        const propertyMapper = modelProps[key];
        if (propertyMapper.readOnly) {
          continue;
        }
        let propName;
        let parentObject = payload;
        if (serializer3.isXML) {
          if (propertyMapper.xmlIsWrapped) {
            propName = propertyMapper.xmlName;
          } else {
            propName = propertyMapper.xmlElementName || propertyMapper.xmlName;
          }
        } else {
          const paths = splitSerializeName(propertyMapper.serializedName);
          propName = paths.pop();
          for (const pathName of paths) {
            const childObject = parentObject[pathName];
            if ((childObject === void 0 || childObject === null) && (object[key] !== void 0 && object[key] !== null || propertyMapper.defaultValue !== void 0)) {
              parentObject[pathName] = {};
            }
            parentObject = parentObject[pathName];
          }
        }
        if (parentObject !== void 0 && parentObject !== null) {
          if (isXml && mapper.xmlNamespace) {
            const xmlnsKey = mapper.xmlNamespacePrefix ? `xmlns:${mapper.xmlNamespacePrefix}` : "xmlns";
            parentObject[XML_ATTRKEY] = {
              ...parentObject[XML_ATTRKEY],
              [xmlnsKey]: mapper.xmlNamespace
            };
          }
          const propertyObjectName = propertyMapper.serializedName !== "" ? objectName + "." + propertyMapper.serializedName : objectName;
          let toSerialize = object[key];
          const polymorphicDiscriminator = getPolymorphicDiscriminatorRecursively(serializer3, mapper);
          if (polymorphicDiscriminator && polymorphicDiscriminator.clientName === key && (toSerialize === void 0 || toSerialize === null)) {
            toSerialize = mapper.serializedName;
          }
          const serializedValue = serializer3.serialize(propertyMapper, toSerialize, propertyObjectName, options);
          if (serializedValue !== void 0 && propName !== void 0 && propName !== null) {
            const value = getXmlObjectValue(propertyMapper, serializedValue, isXml, options);
            if (isXml && propertyMapper.xmlIsAttribute) {
              parentObject[XML_ATTRKEY] = parentObject[XML_ATTRKEY] || {};
              parentObject[XML_ATTRKEY][propName] = serializedValue;
            } else if (isXml && propertyMapper.xmlIsWrapped) {
              parentObject[propName] = { [propertyMapper.xmlElementName]: value };
            } else {
              parentObject[propName] = value;
            }
          }
        }
      }
      const additionalPropertiesMapper = resolveAdditionalProperties(serializer3, mapper, objectName);
      if (additionalPropertiesMapper) {
        const propNames = Object.keys(modelProps);
        for (const clientPropName of Object.keys(object)) {
          const isAdditionalProperty = propNames.every((pn) => pn !== clientPropName);
          if (isAdditionalProperty) {
            Object.defineProperty(payload, clientPropName, {
              value: serializer3.serialize(additionalPropertiesMapper, object[clientPropName], objectName + '["' + clientPropName + '"]', options),
              enumerable: true,
              configurable: true,
              writable: true
            });
          }
        }
      }
      return payload;
    }
    return object;
  }
  function getXmlObjectValue(propertyMapper, serializedValue, isXml, options) {
    if (!isXml || !propertyMapper.xmlNamespace) {
      return serializedValue;
    }
    const xmlnsKey = propertyMapper.xmlNamespacePrefix ? `xmlns:${propertyMapper.xmlNamespacePrefix}` : "xmlns";
    const xmlNamespace = { [xmlnsKey]: propertyMapper.xmlNamespace };
    if (["Composite"].includes(propertyMapper.type.name)) {
      if (serializedValue[XML_ATTRKEY]) {
        return serializedValue;
      } else {
        const result2 = { ...serializedValue };
        result2[XML_ATTRKEY] = xmlNamespace;
        return result2;
      }
    }
    const result = {};
    result[options.xml.xmlCharKey] = serializedValue;
    result[XML_ATTRKEY] = xmlNamespace;
    return result;
  }
  function isSpecialXmlProperty(propertyName, options) {
    return [XML_ATTRKEY, options.xml.xmlCharKey].includes(propertyName);
  }
  function deserializeCompositeType(serializer3, mapper, responseBody, objectName, options) {
    const xmlCharKey = options.xml.xmlCharKey ?? XML_CHARKEY;
    if (getPolymorphicDiscriminatorRecursively(serializer3, mapper)) {
      mapper = getPolymorphicMapper(serializer3, mapper, responseBody, "serializedName");
    }
    const modelProps = resolveModelProperties(serializer3, mapper, objectName);
    let instance = {};
    const handledPropertyNames = [];
    for (const key of Object.keys(modelProps)) {
      const propertyMapper = modelProps[key];
      const paths = splitSerializeName(modelProps[key].serializedName);
      handledPropertyNames.push(paths[0]);
      const { serializedName, xmlName, xmlElementName } = propertyMapper;
      let propertyObjectName = objectName;
      if (serializedName !== "" && serializedName !== void 0) {
        propertyObjectName = objectName + "." + serializedName;
      }
      const headerCollectionPrefix = propertyMapper.headerCollectionPrefix;
      if (headerCollectionPrefix) {
        const dictionary = {};
        for (const headerKey of Object.keys(responseBody)) {
          if (headerKey.startsWith(headerCollectionPrefix)) {
            dictionary[headerKey.substring(headerCollectionPrefix.length)] = serializer3.deserialize(propertyMapper.type.value, responseBody[headerKey], propertyObjectName, options);
          }
          handledPropertyNames.push(headerKey);
        }
        instance[key] = dictionary;
      } else if (serializer3.isXML) {
        if (propertyMapper.xmlIsAttribute && responseBody[XML_ATTRKEY]) {
          instance[key] = serializer3.deserialize(propertyMapper, responseBody[XML_ATTRKEY][xmlName], propertyObjectName, options);
        } else if (propertyMapper.xmlIsMsText) {
          if (responseBody[xmlCharKey] !== void 0) {
            instance[key] = responseBody[xmlCharKey];
          } else if (typeof responseBody === "string") {
            instance[key] = responseBody;
          }
        } else {
          const propertyName = xmlElementName || xmlName || serializedName;
          if (propertyMapper.xmlIsWrapped) {
            const wrapped = responseBody[xmlName];
            const elementList = wrapped?.[xmlElementName] ?? [];
            Object.defineProperty(instance, key, {
              value: serializer3.deserialize(propertyMapper, elementList, propertyObjectName, options),
              enumerable: true,
              configurable: true,
              writable: true
            });
            handledPropertyNames.push(xmlName);
          } else {
            const property = responseBody[propertyName];
            instance[key] = serializer3.deserialize(propertyMapper, property, propertyObjectName, options);
            handledPropertyNames.push(propertyName);
          }
        }
      } else {
        let propertyInstance;
        let res = responseBody;
        let steps = 0;
        for (const item of paths) {
          if (!res)
            break;
          steps++;
          res = res[item];
        }
        if (res === null && steps < paths.length) {
          res = void 0;
        }
        propertyInstance = res;
        const polymorphicDiscriminator = mapper.type.polymorphicDiscriminator;
        if (polymorphicDiscriminator && key === polymorphicDiscriminator.clientName && (propertyInstance === void 0 || propertyInstance === null)) {
          propertyInstance = mapper.serializedName;
        }
        let serializedValue;
        if (Array.isArray(responseBody[key]) && modelProps[key].serializedName === "") {
          propertyInstance = responseBody[key];
          const arrayInstance = serializer3.deserialize(propertyMapper, propertyInstance, propertyObjectName, options);
          for (const [k, v] of Object.entries(instance)) {
            if (!Object.prototype.hasOwnProperty.call(arrayInstance, k)) {
              arrayInstance[k] = v;
            }
          }
          instance = arrayInstance;
        } else if (propertyInstance !== void 0 || propertyMapper.defaultValue !== void 0) {
          serializedValue = serializer3.deserialize(propertyMapper, propertyInstance, propertyObjectName, options);
          instance[key] = serializedValue;
        }
      }
    }
    const additionalPropertiesMapper = mapper.type.additionalProperties;
    if (additionalPropertiesMapper) {
      const isAdditionalProperty = (responsePropName) => {
        for (const clientPropName of Object.keys(modelProps)) {
          const paths = splitSerializeName(modelProps[clientPropName].serializedName);
          if (paths[0] === responsePropName) {
            return false;
          }
        }
        return true;
      };
      for (const responsePropName of Object.keys(responseBody)) {
        if (isAdditionalProperty(responsePropName)) {
          const deserializedValue = serializer3.deserialize(additionalPropertiesMapper, responseBody[responsePropName], objectName + '["' + responsePropName + '"]', options);
          Object.defineProperty(instance, responsePropName, {
            value: deserializedValue,
            enumerable: true,
            configurable: true,
            writable: true
          });
        }
      }
    } else if (responseBody && !options.ignoreUnknownProperties) {
      for (const key of Object.keys(responseBody)) {
        if (instance[key] === void 0 && !handledPropertyNames.includes(key) && !isSpecialXmlProperty(key, options)) {
          Object.defineProperty(instance, key, {
            value: responseBody[key],
            enumerable: true,
            configurable: true,
            writable: true
          });
        }
      }
    }
    return instance;
  }
  function deserializeDictionaryType(serializer3, mapper, responseBody, objectName, options) {
    const value = mapper.type.value;
    if (!value || typeof value !== "object") {
      throw new Error(`"value" metadata for a Dictionary must be defined in the mapper and it must of type "object" in ${objectName}`);
    }
    if (responseBody) {
      const tempDictionary = {};
      for (const key of Object.keys(responseBody)) {
        tempDictionary[key] = serializer3.deserialize(value, responseBody[key], objectName, options);
      }
      return tempDictionary;
    }
    return responseBody;
  }
  function deserializeSequenceType(serializer3, mapper, responseBody, objectName, options) {
    let element = mapper.type.element;
    if (!element || typeof element !== "object") {
      throw new Error(`"element" metadata for an Array must be defined in the mapper and it must be of type "object" in ${objectName}`);
    }
    if (responseBody) {
      if (!Array.isArray(responseBody)) {
        responseBody = [responseBody];
      }
      if (element.type.name === "Composite" && element.type.className) {
        element = serializer3.modelMappers[element.type.className] ?? element;
      }
      const tempArray = [];
      for (let i = 0; i < responseBody.length; i++) {
        tempArray[i] = serializer3.deserialize(element, responseBody[i], `${objectName}[${i}]`, options);
      }
      return tempArray;
    }
    return responseBody;
  }
  function getIndexDiscriminator(discriminators2, discriminatorValue, typeName) {
    const typeNamesToCheck = [typeName];
    while (typeNamesToCheck.length) {
      const currentName = typeNamesToCheck.shift();
      const indexDiscriminator = discriminatorValue === currentName ? discriminatorValue : currentName + "." + discriminatorValue;
      if (Object.prototype.hasOwnProperty.call(discriminators2, indexDiscriminator)) {
        return discriminators2[indexDiscriminator];
      } else {
        for (const [name, mapper] of Object.entries(discriminators2)) {
          if (name.startsWith(currentName + ".") && mapper.type.uberParent === currentName && mapper.type.className) {
            typeNamesToCheck.push(mapper.type.className);
          }
        }
      }
    }
    return void 0;
  }
  function getPolymorphicMapper(serializer3, mapper, object, polymorphicPropertyName) {
    const polymorphicDiscriminator = getPolymorphicDiscriminatorRecursively(serializer3, mapper);
    if (polymorphicDiscriminator) {
      let discriminatorName = polymorphicDiscriminator[polymorphicPropertyName];
      if (discriminatorName) {
        if (polymorphicPropertyName === "serializedName") {
          discriminatorName = discriminatorName.replace(/\\/gi, "");
        }
        const discriminatorValue = object[discriminatorName];
        const typeName = mapper.type.uberParent ?? mapper.type.className;
        if (typeof discriminatorValue === "string" && typeName) {
          const polymorphicMapper = getIndexDiscriminator(serializer3.modelMappers.discriminators, discriminatorValue, typeName);
          if (polymorphicMapper) {
            mapper = polymorphicMapper;
          }
        }
      }
    }
    return mapper;
  }
  function getPolymorphicDiscriminatorRecursively(serializer3, mapper) {
    return mapper.type.polymorphicDiscriminator || getPolymorphicDiscriminatorSafely(serializer3, mapper.type.uberParent) || getPolymorphicDiscriminatorSafely(serializer3, mapper.type.className);
  }
  function getPolymorphicDiscriminatorSafely(serializer3, typeName) {
    return typeName && serializer3.modelMappers[typeName] && serializer3.modelMappers[typeName].type.polymorphicDiscriminator;
  }
  var SerializerImpl, MapperTypeNames;
  var init_serializer = __esm({
    "node_modules/@azure/core-client/dist/browser/serializer.js"() {
      init_base64();
      init_interfaces();
      init_utils();
      SerializerImpl = class {
        modelMappers;
        isXML;
        constructor(modelMappers = {}, isXML = false) {
          this.modelMappers = modelMappers;
          this.isXML = isXML;
        }
        /**
         * @deprecated Removing the constraints validation on client side.
         */
        validateConstraints(mapper, value, objectName) {
          const failValidation = (constraintName, constraintValue) => {
            throw new Error(`"${objectName}" with value "${value}" should satisfy the constraint "${constraintName}": ${constraintValue}.`);
          };
          if (mapper.constraints && value !== void 0 && value !== null) {
            const { ExclusiveMaximum, ExclusiveMinimum, InclusiveMaximum, InclusiveMinimum, MaxItems, MaxLength, MinItems, MinLength, MultipleOf, Pattern, UniqueItems } = mapper.constraints;
            if (ExclusiveMaximum !== void 0 && value >= ExclusiveMaximum) {
              failValidation("ExclusiveMaximum", ExclusiveMaximum);
            }
            if (ExclusiveMinimum !== void 0 && value <= ExclusiveMinimum) {
              failValidation("ExclusiveMinimum", ExclusiveMinimum);
            }
            if (InclusiveMaximum !== void 0 && value > InclusiveMaximum) {
              failValidation("InclusiveMaximum", InclusiveMaximum);
            }
            if (InclusiveMinimum !== void 0 && value < InclusiveMinimum) {
              failValidation("InclusiveMinimum", InclusiveMinimum);
            }
            if (MaxItems !== void 0 && value.length > MaxItems) {
              failValidation("MaxItems", MaxItems);
            }
            if (MaxLength !== void 0 && value.length > MaxLength) {
              failValidation("MaxLength", MaxLength);
            }
            if (MinItems !== void 0 && value.length < MinItems) {
              failValidation("MinItems", MinItems);
            }
            if (MinLength !== void 0 && value.length < MinLength) {
              failValidation("MinLength", MinLength);
            }
            if (MultipleOf !== void 0 && value % MultipleOf !== 0) {
              failValidation("MultipleOf", MultipleOf);
            }
            if (Pattern) {
              const pattern = typeof Pattern === "string" ? new RegExp(Pattern) : Pattern;
              if (typeof value !== "string" || value.match(pattern) === null) {
                failValidation("Pattern", Pattern);
              }
            }
            if (UniqueItems && value.some((item, i, ar) => ar.indexOf(item) !== i)) {
              failValidation("UniqueItems", UniqueItems);
            }
          }
        }
        /**
         * Serialize the given object based on its metadata defined in the mapper
         *
         * @param mapper - The mapper which defines the metadata of the serializable object
         *
         * @param object - A valid Javascript object to be serialized
         *
         * @param objectName - Name of the serialized object
         *
         * @param options - additional options to serialization
         *
         * @returns A valid serialized Javascript object
         */
        serialize(mapper, object, objectName, options = { xml: {} }) {
          const updatedOptions = {
            xml: {
              rootName: options.xml.rootName ?? "",
              includeRoot: options.xml.includeRoot ?? false,
              xmlCharKey: options.xml.xmlCharKey ?? XML_CHARKEY
            }
          };
          let payload = {};
          const mapperType = mapper.type.name;
          if (!objectName) {
            objectName = mapper.serializedName;
          }
          if (mapperType.match(/^Sequence$/i) !== null) {
            payload = [];
          }
          if (mapper.isConstant) {
            object = mapper.defaultValue;
          }
          const { required, nullable } = mapper;
          if (required && nullable && object === void 0) {
            throw new Error(`${objectName} cannot be undefined.`);
          }
          if (required && !nullable && (object === void 0 || object === null)) {
            throw new Error(`${objectName} cannot be null or undefined.`);
          }
          if (!required && nullable === false && object === null) {
            throw new Error(`${objectName} cannot be null.`);
          }
          if (object === void 0 || object === null) {
            payload = object;
          } else {
            if (mapperType.match(/^any$/i) !== null) {
              payload = object;
            } else if (mapperType.match(/^(Number|String|Boolean|Object|Stream|Uuid)$/i) !== null) {
              payload = serializeBasicTypes(mapperType, objectName, object);
            } else if (mapperType.match(/^Enum$/i) !== null) {
              const enumMapper = mapper;
              payload = serializeEnumType(objectName, enumMapper.type.allowedValues, object);
            } else if (mapperType.match(/^(Date|DateTime|TimeSpan|DateTimeRfc1123|UnixTime)$/i) !== null) {
              payload = serializeDateTypes(mapperType, object, objectName);
            } else if (mapperType.match(/^ByteArray$/i) !== null) {
              payload = serializeByteArrayType(objectName, object);
            } else if (mapperType.match(/^Base64Url$/i) !== null) {
              payload = serializeBase64UrlType(objectName, object);
            } else if (mapperType.match(/^Sequence$/i) !== null) {
              payload = serializeSequenceType(this, mapper, object, objectName, Boolean(this.isXML), updatedOptions);
            } else if (mapperType.match(/^Dictionary$/i) !== null) {
              payload = serializeDictionaryType(this, mapper, object, objectName, Boolean(this.isXML), updatedOptions);
            } else if (mapperType.match(/^Composite$/i) !== null) {
              payload = serializeCompositeType(this, mapper, object, objectName, Boolean(this.isXML), updatedOptions);
            }
          }
          return payload;
        }
        /**
         * Deserialize the given object based on its metadata defined in the mapper
         *
         * @param mapper - The mapper which defines the metadata of the serializable object
         *
         * @param responseBody - A valid Javascript entity to be deserialized
         *
         * @param objectName - Name of the deserialized object
         *
         * @param options - Controls behavior of XML parser and builder.
         *
         * @returns A valid deserialized Javascript object
         */
        deserialize(mapper, responseBody, objectName, options = { xml: {} }) {
          const updatedOptions = {
            xml: {
              rootName: options.xml.rootName ?? "",
              includeRoot: options.xml.includeRoot ?? false,
              xmlCharKey: options.xml.xmlCharKey ?? XML_CHARKEY
            },
            ignoreUnknownProperties: options.ignoreUnknownProperties ?? false
          };
          if (responseBody === void 0 || responseBody === null) {
            if (this.isXML && mapper.type.name === "Sequence" && !mapper.xmlIsWrapped) {
              responseBody = [];
            }
            if (mapper.defaultValue !== void 0) {
              responseBody = mapper.defaultValue;
            }
            return responseBody;
          }
          let payload;
          const mapperType = mapper.type.name;
          if (!objectName) {
            objectName = mapper.serializedName;
          }
          if (mapperType.match(/^Composite$/i) !== null) {
            payload = deserializeCompositeType(this, mapper, responseBody, objectName, updatedOptions);
          } else {
            if (this.isXML) {
              const xmlCharKey = updatedOptions.xml.xmlCharKey;
              if (responseBody[XML_ATTRKEY] !== void 0 && responseBody[xmlCharKey] !== void 0) {
                responseBody = responseBody[xmlCharKey];
              }
            }
            if (mapperType.match(/^Number$/i) !== null) {
              payload = parseFloat(responseBody);
              if (isNaN(payload)) {
                payload = responseBody;
              }
            } else if (mapperType.match(/^Boolean$/i) !== null) {
              if (responseBody === "true") {
                payload = true;
              } else if (responseBody === "false") {
                payload = false;
              } else {
                payload = responseBody;
              }
            } else if (mapperType.match(/^(String|Enum|Object|Stream|Uuid|TimeSpan|any)$/i) !== null) {
              payload = responseBody;
            } else if (mapperType.match(/^(Date|DateTime|DateTimeRfc1123)$/i) !== null) {
              payload = new Date(responseBody);
            } else if (mapperType.match(/^UnixTime$/i) !== null) {
              payload = unixTimeToDate(responseBody);
            } else if (mapperType.match(/^ByteArray$/i) !== null) {
              payload = decodeString(responseBody);
            } else if (mapperType.match(/^Base64Url$/i) !== null) {
              payload = base64UrlToByteArray(responseBody);
            } else if (mapperType.match(/^Sequence$/i) !== null) {
              payload = deserializeSequenceType(this, mapper, responseBody, objectName, updatedOptions);
            } else if (mapperType.match(/^Dictionary$/i) !== null) {
              payload = deserializeDictionaryType(this, mapper, responseBody, objectName, updatedOptions);
            }
          }
          if (mapper.isConstant) {
            payload = mapper.defaultValue;
          }
          return payload;
        }
      };
      MapperTypeNames = {
        Base64Url: "Base64Url",
        Boolean: "Boolean",
        ByteArray: "ByteArray",
        Composite: "Composite",
        Date: "Date",
        DateTime: "DateTime",
        DateTimeRfc1123: "DateTimeRfc1123",
        Dictionary: "Dictionary",
        Enum: "Enum",
        Number: "Number",
        Object: "Object",
        Sequence: "Sequence",
        String: "String",
        Stream: "Stream",
        TimeSpan: "TimeSpan",
        UnixTime: "UnixTime"
      };
    }
  });

  // node_modules/@azure/core-client/dist/browser/state-web.mjs
  var state2;
  var init_state_web = __esm({
    "node_modules/@azure/core-client/dist/browser/state-web.mjs"() {
      state2 = {
        operationRequestMap: /* @__PURE__ */ new WeakMap()
      };
    }
  });

  // node_modules/@azure/core-client/dist/browser/operationHelpers.js
  function getOperationArgumentValueFromParameter(operationArguments, parameter, fallbackObject) {
    let parameterPath = parameter.parameterPath;
    const parameterMapper = parameter.mapper;
    let value;
    if (typeof parameterPath === "string") {
      parameterPath = [parameterPath];
    }
    if (Array.isArray(parameterPath)) {
      if (parameterPath.length > 0) {
        if (parameterMapper.isConstant) {
          value = parameterMapper.defaultValue;
        } else {
          let propertySearchResult = getPropertyFromParameterPath(operationArguments, parameterPath);
          if (!propertySearchResult.propertyFound && fallbackObject) {
            propertySearchResult = getPropertyFromParameterPath(fallbackObject, parameterPath);
          }
          let useDefaultValue = false;
          if (!propertySearchResult.propertyFound) {
            useDefaultValue = parameterMapper.required || parameterPath[0] === "options" && parameterPath.length === 2;
          }
          value = useDefaultValue ? parameterMapper.defaultValue : propertySearchResult.propertyValue;
        }
      }
    } else {
      if (parameterMapper.required) {
        value = {};
      }
      for (const [propertyName, propertyPath] of Object.entries(parameterPath)) {
        const propertyMapper = parameterMapper.type.modelProperties[propertyName];
        const propertyValue = getOperationArgumentValueFromParameter(operationArguments, {
          parameterPath: propertyPath,
          mapper: propertyMapper
        }, fallbackObject);
        if (propertyValue !== void 0) {
          if (!value) {
            value = {};
          }
          Object.defineProperty(value, propertyName, {
            value: propertyValue,
            enumerable: true,
            configurable: true,
            writable: true
          });
        }
      }
    }
    return value;
  }
  function getPropertyFromParameterPath(parent, parameterPath) {
    const result = { propertyFound: false };
    let i = 0;
    for (; i < parameterPath.length; ++i) {
      const parameterPathPart = parameterPath[i];
      if (parent && parameterPathPart in parent) {
        parent = parent[parameterPathPart];
      } else {
        break;
      }
    }
    if (i === parameterPath.length) {
      result.propertyValue = parent;
      result.propertyFound = true;
    }
    return result;
  }
  function hasOriginalRequest(request) {
    return originalRequestSymbol in request;
  }
  function getOperationRequestInfo(request) {
    if (hasOriginalRequest(request)) {
      return getOperationRequestInfo(request[originalRequestSymbol]);
    }
    let info = state2.operationRequestMap.get(request);
    if (!info) {
      info = {};
      state2.operationRequestMap.set(request, info);
    }
    return info;
  }
  var originalRequestSymbol;
  var init_operationHelpers = __esm({
    "node_modules/@azure/core-client/dist/browser/operationHelpers.js"() {
      init_state_web();
      originalRequestSymbol = Symbol.for("@azure/core-client original request");
    }
  });

  // node_modules/@azure/core-client/dist/browser/deserializationPolicy.js
  function deserializationPolicy(options = {}) {
    const jsonContentTypes = options.expectedContentTypes?.json ?? defaultJsonContentTypes;
    const xmlContentTypes = options.expectedContentTypes?.xml ?? defaultXmlContentTypes;
    const parseXML = options.parseXML;
    const serializerOptions = options.serializerOptions;
    const updatedOptions = {
      xml: {
        rootName: serializerOptions?.xml.rootName ?? "",
        includeRoot: serializerOptions?.xml.includeRoot ?? false,
        xmlCharKey: serializerOptions?.xml.xmlCharKey ?? XML_CHARKEY
      }
    };
    return {
      name: deserializationPolicyName,
      async sendRequest(request, next) {
        const response = await next(request);
        return deserializeResponseBody(jsonContentTypes, xmlContentTypes, response, updatedOptions, parseXML);
      }
    };
  }
  function getOperationResponseMap(parsedResponse) {
    let result;
    const request = parsedResponse.request;
    const operationInfo = getOperationRequestInfo(request);
    const operationSpec = operationInfo?.operationSpec;
    if (operationSpec) {
      if (!operationInfo?.operationResponseGetter) {
        result = operationSpec.responses[parsedResponse.status];
      } else {
        result = operationInfo?.operationResponseGetter(operationSpec, parsedResponse);
      }
    }
    return result;
  }
  function shouldDeserializeResponse(parsedResponse) {
    const request = parsedResponse.request;
    const operationInfo = getOperationRequestInfo(request);
    const shouldDeserialize = operationInfo?.shouldDeserialize;
    let result;
    if (shouldDeserialize === void 0) {
      result = true;
    } else if (typeof shouldDeserialize === "boolean") {
      result = shouldDeserialize;
    } else {
      result = shouldDeserialize(parsedResponse);
    }
    return result;
  }
  async function deserializeResponseBody(jsonContentTypes, xmlContentTypes, response, options, parseXML) {
    const parsedResponse = await parse2(jsonContentTypes, xmlContentTypes, response, options, parseXML);
    if (!shouldDeserializeResponse(parsedResponse)) {
      return parsedResponse;
    }
    const operationInfo = getOperationRequestInfo(parsedResponse.request);
    const operationSpec = operationInfo?.operationSpec;
    if (!operationSpec || !operationSpec.responses) {
      return parsedResponse;
    }
    const responseSpec = getOperationResponseMap(parsedResponse);
    const { error, shouldReturnResponse } = handleErrorResponse(parsedResponse, operationSpec, responseSpec, options);
    if (error) {
      throw error;
    } else if (shouldReturnResponse) {
      return parsedResponse;
    }
    if (responseSpec) {
      if (responseSpec.bodyMapper) {
        let valueToDeserialize = parsedResponse.parsedBody;
        if (operationSpec.isXML && responseSpec.bodyMapper.type.name === MapperTypeNames.Sequence) {
          valueToDeserialize = typeof valueToDeserialize === "object" ? valueToDeserialize[responseSpec.bodyMapper.xmlElementName] : [];
        }
        try {
          parsedResponse.parsedBody = operationSpec.serializer.deserialize(responseSpec.bodyMapper, valueToDeserialize, "operationRes.parsedBody", options);
        } catch (deserializeError) {
          const restError = new RestError2(`Error ${deserializeError} occurred in deserializing the responseBody - ${parsedResponse.bodyAsText}`, {
            statusCode: parsedResponse.status,
            request: parsedResponse.request,
            response: parsedResponse
          });
          throw restError;
        }
      } else if (operationSpec.httpMethod === "HEAD") {
        parsedResponse.parsedBody = response.status >= 200 && response.status < 300;
      }
      if (responseSpec.headersMapper) {
        parsedResponse.parsedHeaders = operationSpec.serializer.deserialize(responseSpec.headersMapper, parsedResponse.headers.toJSON(), "operationRes.parsedHeaders", { xml: {}, ignoreUnknownProperties: true });
      }
    }
    return parsedResponse;
  }
  function isOperationSpecEmpty(operationSpec) {
    const expectedStatusCodes = Object.keys(operationSpec.responses);
    return expectedStatusCodes.length === 0 || expectedStatusCodes.length === 1 && expectedStatusCodes[0] === "default";
  }
  function handleErrorResponse(parsedResponse, operationSpec, responseSpec, options) {
    const isSuccessByStatus = 200 <= parsedResponse.status && parsedResponse.status < 300;
    const isExpectedStatusCode = isOperationSpecEmpty(operationSpec) ? isSuccessByStatus : !!responseSpec;
    if (isExpectedStatusCode) {
      if (responseSpec) {
        if (!responseSpec.isError) {
          return { error: null, shouldReturnResponse: false };
        }
      } else {
        return { error: null, shouldReturnResponse: false };
      }
    }
    const errorResponseSpec = responseSpec ?? operationSpec.responses.default;
    const initialErrorMessage = parsedResponse.request.streamResponseStatusCodes?.has(parsedResponse.status) ? `Unexpected status code: ${parsedResponse.status}` : parsedResponse.bodyAsText;
    const error = new RestError2(initialErrorMessage, {
      statusCode: parsedResponse.status,
      request: parsedResponse.request,
      response: parsedResponse
    });
    if (!errorResponseSpec && !(parsedResponse.parsedBody?.error?.code && parsedResponse.parsedBody?.error?.message)) {
      throw error;
    }
    const defaultBodyMapper = errorResponseSpec?.bodyMapper;
    const defaultHeadersMapper = errorResponseSpec?.headersMapper;
    try {
      if (parsedResponse.parsedBody) {
        const parsedBody = parsedResponse.parsedBody;
        let deserializedError;
        if (defaultBodyMapper) {
          let valueToDeserialize = parsedBody;
          if (operationSpec.isXML && defaultBodyMapper.type.name === MapperTypeNames.Sequence) {
            valueToDeserialize = [];
            const elementName = defaultBodyMapper.xmlElementName;
            if (typeof parsedBody === "object" && elementName) {
              valueToDeserialize = parsedBody[elementName];
            }
          }
          deserializedError = operationSpec.serializer.deserialize(defaultBodyMapper, valueToDeserialize, "error.response.parsedBody", options);
        }
        const internalError = parsedBody.error || deserializedError || parsedBody;
        error.code = internalError.code;
        if (internalError.message) {
          error.message = internalError.message;
        }
        if (defaultBodyMapper) {
          error.response.parsedBody = deserializedError;
        }
      }
      if (parsedResponse.headers && defaultHeadersMapper) {
        error.response.parsedHeaders = operationSpec.serializer.deserialize(defaultHeadersMapper, parsedResponse.headers.toJSON(), "operationRes.parsedHeaders");
      }
    } catch (defaultError) {
      error.message = `Error "${defaultError.message}" occurred in deserializing the responseBody - "${parsedResponse.bodyAsText}" for the default response.`;
    }
    return { error, shouldReturnResponse: false };
  }
  async function parse2(jsonContentTypes, xmlContentTypes, operationResponse, opts, parseXML) {
    if (!operationResponse.request.streamResponseStatusCodes?.has(operationResponse.status) && operationResponse.bodyAsText) {
      const text = operationResponse.bodyAsText;
      const contentType2 = operationResponse.headers.get("Content-Type") || "";
      const contentComponents = !contentType2 ? [] : contentType2.split(";").map((component) => component.toLowerCase());
      try {
        if (contentComponents.length === 0 || contentComponents.some((component) => jsonContentTypes.indexOf(component) !== -1)) {
          operationResponse.parsedBody = JSON.parse(text);
          return operationResponse;
        } else if (contentComponents.some((component) => xmlContentTypes.indexOf(component) !== -1)) {
          if (!parseXML) {
            throw new Error("Parsing XML not supported.");
          }
          const body = await parseXML(text, opts.xml);
          operationResponse.parsedBody = body;
          return operationResponse;
        }
      } catch (err) {
        const msg = `Error "${err}" occurred while parsing the response body - ${operationResponse.bodyAsText}.`;
        const errCode = err.code || RestError2.PARSE_ERROR;
        const e = new RestError2(msg, {
          code: errCode,
          statusCode: operationResponse.status,
          request: operationResponse.request,
          response: operationResponse
        });
        throw e;
      }
    }
    return operationResponse;
  }
  var defaultJsonContentTypes, defaultXmlContentTypes, deserializationPolicyName;
  var init_deserializationPolicy = __esm({
    "node_modules/@azure/core-client/dist/browser/deserializationPolicy.js"() {
      init_interfaces();
      init_browser6();
      init_serializer();
      init_operationHelpers();
      defaultJsonContentTypes = ["application/json", "text/json"];
      defaultXmlContentTypes = ["application/xml", "application/atom+xml"];
      deserializationPolicyName = "deserializationPolicy";
    }
  });

  // node_modules/@azure/core-client/dist/browser/interfaceHelpers.js
  function getStreamingResponseStatusCodes(operationSpec) {
    const result = /* @__PURE__ */ new Set();
    for (const [statusCode, operationResponse] of Object.entries(operationSpec.responses)) {
      if (operationResponse.bodyMapper && operationResponse.bodyMapper.type.name === MapperTypeNames.Stream) {
        result.add(Number(statusCode));
      }
    }
    return result;
  }
  function getPathStringFromParameter(parameter) {
    const { parameterPath, mapper } = parameter;
    let result;
    if (typeof parameterPath === "string") {
      result = parameterPath;
    } else if (Array.isArray(parameterPath)) {
      result = parameterPath.join(".");
    } else {
      result = mapper.serializedName;
    }
    return result;
  }
  var init_interfaceHelpers = __esm({
    "node_modules/@azure/core-client/dist/browser/interfaceHelpers.js"() {
      init_serializer();
    }
  });

  // node_modules/@azure/core-client/dist/browser/serializationPolicy.js
  function serializationPolicy(options = {}) {
    const stringifyXML = options.stringifyXML;
    return {
      name: serializationPolicyName,
      sendRequest(request, next) {
        const operationInfo = getOperationRequestInfo(request);
        const operationSpec = operationInfo?.operationSpec;
        const operationArguments = operationInfo?.operationArguments;
        if (operationSpec && operationArguments) {
          serializeHeaders(request, operationArguments, operationSpec);
          serializeRequestBody(request, operationArguments, operationSpec, stringifyXML);
        }
        return next(request);
      }
    };
  }
  function serializeHeaders(request, operationArguments, operationSpec) {
    if (operationSpec.headerParameters) {
      for (const headerParameter of operationSpec.headerParameters) {
        let headerValue = getOperationArgumentValueFromParameter(operationArguments, headerParameter);
        if (headerValue !== null && headerValue !== void 0 || headerParameter.mapper.required) {
          headerValue = operationSpec.serializer.serialize(headerParameter.mapper, headerValue, getPathStringFromParameter(headerParameter));
          const headerCollectionPrefix = headerParameter.mapper.headerCollectionPrefix;
          if (headerCollectionPrefix) {
            for (const key of Object.keys(headerValue)) {
              request.headers.set(headerCollectionPrefix + key, headerValue[key]);
            }
          } else {
            request.headers.set(headerParameter.mapper.serializedName || getPathStringFromParameter(headerParameter), headerValue);
          }
        }
      }
    }
    const customHeaders = operationArguments.options?.requestOptions?.customHeaders;
    if (customHeaders) {
      for (const customHeaderName of Object.keys(customHeaders)) {
        request.headers.set(customHeaderName, customHeaders[customHeaderName]);
      }
    }
  }
  function serializeRequestBody(request, operationArguments, operationSpec, stringifyXML = function() {
    throw new Error("XML serialization unsupported!");
  }) {
    const serializerOptions = operationArguments.options?.serializerOptions;
    const updatedOptions = {
      xml: {
        rootName: serializerOptions?.xml.rootName ?? "",
        includeRoot: serializerOptions?.xml.includeRoot ?? false,
        xmlCharKey: serializerOptions?.xml.xmlCharKey ?? XML_CHARKEY
      }
    };
    const xmlCharKey = updatedOptions.xml.xmlCharKey;
    if (operationSpec.requestBody && operationSpec.requestBody.mapper) {
      request.body = getOperationArgumentValueFromParameter(operationArguments, operationSpec.requestBody);
      const bodyMapper = operationSpec.requestBody.mapper;
      const { required, serializedName, xmlName, xmlElementName, xmlNamespace, xmlNamespacePrefix, nullable } = bodyMapper;
      const typeName = bodyMapper.type.name;
      try {
        if (request.body !== void 0 && request.body !== null || nullable && request.body === null || required) {
          const requestBodyParameterPathString = getPathStringFromParameter(operationSpec.requestBody);
          request.body = operationSpec.serializer.serialize(bodyMapper, request.body, requestBodyParameterPathString, updatedOptions);
          const isStream = typeName === MapperTypeNames.Stream;
          if (operationSpec.isXML) {
            const xmlnsKey = xmlNamespacePrefix ? `xmlns:${xmlNamespacePrefix}` : "xmlns";
            const value = getXmlValueWithNamespace(xmlNamespace, xmlnsKey, typeName, request.body, updatedOptions);
            if (typeName === MapperTypeNames.Sequence) {
              request.body = stringifyXML(prepareXMLRootList(value, xmlElementName || xmlName || serializedName, xmlnsKey, xmlNamespace), { rootName: xmlName || serializedName, xmlCharKey });
            } else if (!isStream) {
              request.body = stringifyXML(value, {
                rootName: xmlName || serializedName,
                xmlCharKey
              });
            }
          } else if (typeName === MapperTypeNames.String && (operationSpec.contentType?.match("text/plain") || operationSpec.mediaType === "text")) {
            return;
          } else if (!isStream) {
            request.body = JSON.stringify(request.body);
          }
        }
      } catch (error) {
        throw new Error(`Error "${error.message}" occurred in serializing the payload - ${JSON.stringify(serializedName, void 0, "  ")}.`);
      }
    } else if (operationSpec.formDataParameters && operationSpec.formDataParameters.length > 0) {
      request.formData = {};
      for (const formDataParameter of operationSpec.formDataParameters) {
        const formDataParameterValue = getOperationArgumentValueFromParameter(operationArguments, formDataParameter);
        if (formDataParameterValue !== void 0 && formDataParameterValue !== null) {
          const formDataParameterPropertyName = formDataParameter.mapper.serializedName || getPathStringFromParameter(formDataParameter);
          request.formData[formDataParameterPropertyName] = operationSpec.serializer.serialize(formDataParameter.mapper, formDataParameterValue, getPathStringFromParameter(formDataParameter), updatedOptions);
        }
      }
    }
  }
  function getXmlValueWithNamespace(xmlNamespace, xmlnsKey, typeName, serializedValue, options) {
    if (xmlNamespace && !["Composite", "Sequence", "Dictionary"].includes(typeName)) {
      const result = {};
      result[options.xml.xmlCharKey] = serializedValue;
      result[XML_ATTRKEY] = { [xmlnsKey]: xmlNamespace };
      return result;
    }
    return serializedValue;
  }
  function prepareXMLRootList(obj, elementName, xmlNamespaceKey, xmlNamespace) {
    if (!Array.isArray(obj)) {
      obj = [obj];
    }
    if (!xmlNamespaceKey || !xmlNamespace) {
      return { [elementName]: obj };
    }
    const result = { [elementName]: obj };
    result[XML_ATTRKEY] = { [xmlNamespaceKey]: xmlNamespace };
    return result;
  }
  var serializationPolicyName;
  var init_serializationPolicy = __esm({
    "node_modules/@azure/core-client/dist/browser/serializationPolicy.js"() {
      init_interfaces();
      init_operationHelpers();
      init_serializer();
      init_interfaceHelpers();
      serializationPolicyName = "serializationPolicy";
    }
  });

  // node_modules/@azure/core-client/dist/browser/pipeline.js
  function createClientPipeline(options = {}) {
    const pipeline = createPipelineFromOptions2(options ?? {});
    if (options.credentialOptions) {
      pipeline.addPolicy(bearerTokenAuthenticationPolicy({
        credential: options.credentialOptions.credential,
        scopes: options.credentialOptions.credentialScopes
      }));
    }
    pipeline.addPolicy(serializationPolicy(options.serializationOptions), { phase: "Serialize" });
    pipeline.addPolicy(deserializationPolicy(options.deserializationOptions), {
      phase: "Deserialize"
    });
    return pipeline;
  }
  var init_pipeline3 = __esm({
    "node_modules/@azure/core-client/dist/browser/pipeline.js"() {
      init_deserializationPolicy();
      init_browser6();
      init_serializationPolicy();
    }
  });

  // node_modules/@azure/core-client/dist/browser/httpClientCache.js
  function getCachedDefaultHttpClient() {
    if (!cachedHttpClient2) {
      cachedHttpClient2 = createDefaultHttpClient2();
    }
    return cachedHttpClient2;
  }
  var cachedHttpClient2;
  var init_httpClientCache = __esm({
    "node_modules/@azure/core-client/dist/browser/httpClientCache.js"() {
      init_browser6();
    }
  });

  // node_modules/@azure/core-client/dist/browser/urlHelpers.js
  function getRequestUrl(baseUri, operationSpec, operationArguments, fallbackObject) {
    const urlReplacements = calculateUrlReplacements(operationSpec, operationArguments, fallbackObject);
    let isAbsolutePath = false;
    let requestUrl = replaceAll2(baseUri, urlReplacements);
    if (operationSpec.path) {
      let path = replaceAll2(operationSpec.path, urlReplacements);
      if (operationSpec.path === "/{nextLink}" && path.startsWith("/")) {
        path = path.substring(1);
      }
      if (isAbsoluteUrl(path)) {
        requestUrl = path;
        isAbsolutePath = true;
      } else {
        requestUrl = appendPath2(requestUrl, path);
      }
    }
    const { queryParams, sequenceParams } = calculateQueryParameters(operationSpec, operationArguments, fallbackObject);
    requestUrl = appendQueryParams2(requestUrl, queryParams, sequenceParams, isAbsolutePath);
    return requestUrl;
  }
  function replaceAll2(input, replacements) {
    let result = input;
    for (const [searchValue, replaceValue] of replacements) {
      result = result.split(searchValue).join(replaceValue);
    }
    return result;
  }
  function calculateUrlReplacements(operationSpec, operationArguments, fallbackObject) {
    const result = /* @__PURE__ */ new Map();
    if (operationSpec.urlParameters?.length) {
      for (const urlParameter of operationSpec.urlParameters) {
        let urlParameterValue = getOperationArgumentValueFromParameter(operationArguments, urlParameter, fallbackObject);
        const parameterPathString = getPathStringFromParameter(urlParameter);
        urlParameterValue = operationSpec.serializer.serialize(urlParameter.mapper, urlParameterValue, parameterPathString);
        if (!urlParameter.skipEncoding) {
          urlParameterValue = encodeURIComponent(urlParameterValue);
        }
        result.set(`{${urlParameter.mapper.serializedName || parameterPathString}}`, urlParameterValue);
      }
    }
    return result;
  }
  function isAbsoluteUrl(url) {
    return url.includes("://");
  }
  function appendPath2(url, pathToAppend) {
    if (!pathToAppend) {
      return url;
    }
    const parsedUrl = new URL(url);
    let newPath = parsedUrl.pathname;
    if (!newPath.endsWith("/")) {
      newPath = `${newPath}/`;
    }
    if (pathToAppend.startsWith("/")) {
      pathToAppend = pathToAppend.substring(1);
    }
    const searchStart = pathToAppend.indexOf("?");
    if (searchStart !== -1) {
      const path = pathToAppend.substring(0, searchStart);
      const search = pathToAppend.substring(searchStart + 1);
      newPath = newPath + path;
      if (search) {
        parsedUrl.search = parsedUrl.search ? `${parsedUrl.search}&${search}` : search;
      }
    } else {
      newPath = newPath + pathToAppend;
    }
    Object.assign(parsedUrl, { pathname: newPath });
    return parsedUrl.toString();
  }
  function calculateQueryParameters(operationSpec, operationArguments, fallbackObject) {
    const result = /* @__PURE__ */ new Map();
    const sequenceParams = /* @__PURE__ */ new Set();
    if (operationSpec.queryParameters?.length) {
      for (const queryParameter of operationSpec.queryParameters) {
        if (queryParameter.mapper.type.name === "Sequence" && queryParameter.mapper.serializedName) {
          sequenceParams.add(queryParameter.mapper.serializedName);
        }
        let queryParameterValue = getOperationArgumentValueFromParameter(operationArguments, queryParameter, fallbackObject);
        if (queryParameterValue !== void 0 && queryParameterValue !== null || queryParameter.mapper.required) {
          queryParameterValue = operationSpec.serializer.serialize(queryParameter.mapper, queryParameterValue, getPathStringFromParameter(queryParameter));
          const delimiter = queryParameter.collectionFormat ? CollectionFormatToDelimiterMap[queryParameter.collectionFormat] : "";
          if (Array.isArray(queryParameterValue)) {
            queryParameterValue = queryParameterValue.map((item) => {
              if (item === null || item === void 0) {
                return "";
              }
              return item;
            });
          }
          if (queryParameter.collectionFormat === "Multi" && queryParameterValue.length === 0) {
            continue;
          } else if (Array.isArray(queryParameterValue) && (queryParameter.collectionFormat === "SSV" || queryParameter.collectionFormat === "TSV")) {
            queryParameterValue = queryParameterValue.join(delimiter);
          }
          if (!queryParameter.skipEncoding) {
            if (Array.isArray(queryParameterValue)) {
              queryParameterValue = queryParameterValue.map((item) => {
                return encodeURIComponent(item);
              });
            } else {
              queryParameterValue = encodeURIComponent(queryParameterValue);
            }
          }
          if (Array.isArray(queryParameterValue) && (queryParameter.collectionFormat === "CSV" || queryParameter.collectionFormat === "Pipes")) {
            queryParameterValue = queryParameterValue.join(delimiter);
          }
          result.set(queryParameter.mapper.serializedName || getPathStringFromParameter(queryParameter), queryParameterValue);
        }
      }
    }
    return {
      queryParams: result,
      sequenceParams
    };
  }
  function simpleParseQueryParams2(queryString) {
    const result = /* @__PURE__ */ new Map();
    if (!queryString || queryString[0] !== "?") {
      return result;
    }
    queryString = queryString.slice(1);
    const pairs = queryString.split("&");
    for (const pair of pairs) {
      const [name, value] = pair.split("=", 2);
      const existingValue = result.get(name);
      if (existingValue) {
        if (Array.isArray(existingValue)) {
          existingValue.push(value);
        } else {
          result.set(name, [existingValue, value]);
        }
      } else {
        result.set(name, value);
      }
    }
    return result;
  }
  function appendQueryParams2(url, queryParams, sequenceParams, noOverwrite = false) {
    if (queryParams.size === 0) {
      return url;
    }
    const parsedUrl = new URL(url);
    const combinedParams = simpleParseQueryParams2(parsedUrl.search);
    for (const [name, value] of queryParams) {
      const existingValue = combinedParams.get(name);
      if (Array.isArray(existingValue)) {
        if (Array.isArray(value)) {
          existingValue.push(...value);
          const valueSet = new Set(existingValue);
          combinedParams.set(name, Array.from(valueSet));
        } else {
          existingValue.push(value);
        }
      } else if (existingValue) {
        if (Array.isArray(value)) {
          value.unshift(existingValue);
        } else if (sequenceParams.has(name)) {
          combinedParams.set(name, [existingValue, value]);
        }
        if (!noOverwrite) {
          combinedParams.set(name, value);
        }
      } else {
        combinedParams.set(name, value);
      }
    }
    const searchPieces = [];
    for (const [name, value] of combinedParams) {
      if (typeof value === "string") {
        searchPieces.push(`${name}=${value}`);
      } else if (Array.isArray(value)) {
        for (const subValue of value) {
          searchPieces.push(`${name}=${subValue}`);
        }
      } else {
        searchPieces.push(`${name}=${value}`);
      }
    }
    parsedUrl.search = searchPieces.length ? `?${searchPieces.join("&")}` : "";
    return parsedUrl.toString();
  }
  var CollectionFormatToDelimiterMap;
  var init_urlHelpers2 = __esm({
    "node_modules/@azure/core-client/dist/browser/urlHelpers.js"() {
      init_operationHelpers();
      init_interfaceHelpers();
      CollectionFormatToDelimiterMap = {
        CSV: ",",
        SSV: " ",
        Multi: "Multi",
        TSV: "	",
        Pipes: "|"
      };
    }
  });

  // node_modules/@azure/core-client/dist/browser/log.js
  var logger3;
  var init_log3 = __esm({
    "node_modules/@azure/core-client/dist/browser/log.js"() {
      init_browser2();
      logger3 = createClientLogger2("core-client");
    }
  });

  // node_modules/@azure/core-client/dist/browser/serviceClient.js
  function createDefaultPipeline3(options) {
    const credentialScopes = getCredentialScopes(options);
    const credentialOptions = options.credential && credentialScopes ? { credentialScopes, credential: options.credential } : void 0;
    return createClientPipeline({
      ...options,
      credentialOptions
    });
  }
  function getCredentialScopes(options) {
    if (options.credentialScopes) {
      return options.credentialScopes;
    }
    if (options.endpoint) {
      return `${options.endpoint}/.default`;
    }
    if (options.baseUri) {
      return `${options.baseUri}/.default`;
    }
    if (options.credential) {
      throw new Error(`When using credentials, the ServiceClientOptions must contain either a endpoint or a credentialScopes. Unable to create a bearerTokenAuthenticationPolicy`);
    }
    return void 0;
  }
  var ServiceClient;
  var init_serviceClient = __esm({
    "node_modules/@azure/core-client/dist/browser/serviceClient.js"() {
      init_browser6();
      init_pipeline3();
      init_utils();
      init_httpClientCache();
      init_operationHelpers();
      init_urlHelpers2();
      init_interfaceHelpers();
      init_log3();
      ServiceClient = class {
        /**
         * If specified, this is the base URI that requests will be made against for this ServiceClient.
         * If it is not specified, then all OperationSpecs must contain a baseUrl property.
         */
        _endpoint;
        /**
         * The default request content type for the service.
         * Used if no requestContentType is present on an OperationSpec.
         */
        _requestContentType;
        /**
         * Set to true if the request is sent over HTTP instead of HTTPS
         */
        _allowInsecureConnection;
        /**
         * The HTTP client that will be used to send requests.
         */
        _httpClient;
        /**
         * The pipeline used by this client to make requests
         */
        pipeline;
        /**
         * The ServiceClient constructor
         * @param options - The service client options that govern the behavior of the client.
         */
        constructor(options = {}) {
          this._requestContentType = options.requestContentType;
          this._endpoint = options.endpoint ?? options.baseUri;
          if (options.baseUri) {
            logger3.warning("The baseUri option for SDK Clients has been deprecated, please use endpoint instead.");
          }
          this._allowInsecureConnection = options.allowInsecureConnection;
          this._httpClient = options.httpClient || getCachedDefaultHttpClient();
          this.pipeline = options.pipeline || createDefaultPipeline3(options);
          if (options.additionalPolicies?.length) {
            for (const { policy, position } of options.additionalPolicies) {
              const afterPhase = position === "perRetry" ? "Sign" : void 0;
              this.pipeline.addPolicy(policy, {
                afterPhase
              });
            }
          }
        }
        /**
         * Send the provided httpRequest.
         */
        sendRequest(request) {
          return this.pipeline.sendRequest(this._httpClient, request);
        }
        /**
         * Send an HTTP request that is populated using the provided OperationSpec.
         * @typeParam T - The typed result of the request, based on the OperationSpec.
         * @param operationArguments - The arguments that the HTTP request's templated values will be populated from.
         * @param operationSpec - The OperationSpec to use to populate the httpRequest.
         */
        async sendOperationRequest(operationArguments, operationSpec) {
          const endpoint2 = operationSpec.baseUrl || this._endpoint;
          if (!endpoint2) {
            throw new Error("If operationSpec.baseUrl is not specified, then the ServiceClient must have a endpoint string property that contains the base URL to use.");
          }
          const url = getRequestUrl(endpoint2, operationSpec, operationArguments, this);
          const request = createPipelineRequest2({
            url
          });
          request.method = operationSpec.httpMethod;
          const operationInfo = getOperationRequestInfo(request);
          operationInfo.operationSpec = operationSpec;
          operationInfo.operationArguments = operationArguments;
          const contentType2 = operationSpec.contentType || this._requestContentType;
          if (contentType2 && operationSpec.requestBody) {
            request.headers.set("Content-Type", contentType2);
          }
          const options = operationArguments.options;
          if (options) {
            const requestOptions = options.requestOptions;
            if (requestOptions) {
              if (requestOptions.timeout) {
                request.timeout = requestOptions.timeout;
              }
              if (requestOptions.onUploadProgress) {
                request.onUploadProgress = requestOptions.onUploadProgress;
              }
              if (requestOptions.onDownloadProgress) {
                request.onDownloadProgress = requestOptions.onDownloadProgress;
              }
              if (requestOptions.shouldDeserialize !== void 0) {
                operationInfo.shouldDeserialize = requestOptions.shouldDeserialize;
              }
              if (requestOptions.allowInsecureConnection) {
                request.allowInsecureConnection = true;
              }
            }
            if (options.abortSignal) {
              request.abortSignal = options.abortSignal;
            }
            if (options.tracingOptions) {
              request.tracingOptions = options.tracingOptions;
            }
          }
          if (this._allowInsecureConnection) {
            request.allowInsecureConnection = true;
          }
          if (request.streamResponseStatusCodes === void 0) {
            request.streamResponseStatusCodes = getStreamingResponseStatusCodes(operationSpec);
          }
          try {
            const rawResponse = await this.sendRequest(request);
            const flatResponse = flattenResponse(rawResponse, operationSpec.responses[rawResponse.status]);
            if (options?.onResponse) {
              options.onResponse(rawResponse, flatResponse);
            }
            return flatResponse;
          } catch (error) {
            if (typeof error === "object" && error?.response) {
              const rawResponse = error.response;
              const flatResponse = flattenResponse(rawResponse, operationSpec.responses[error.statusCode] || operationSpec.responses["default"]);
              error.details = flatResponse;
              if (options?.onResponse) {
                options.onResponse(rawResponse, flatResponse, error);
              }
            }
            throw error;
          }
        }
      };
    }
  });

  // node_modules/@azure/core-client/dist/browser/authorizeRequestOnClaimChallenge.js
  function parseCAEChallenge(challenges) {
    const bearerChallenges = `, ${challenges.trim()}`.split(", Bearer ").filter((x) => x);
    return bearerChallenges.map((challenge) => {
      const challengeParts = `${challenge.trim()}, `.split('", ').filter((x) => x);
      const keyValuePairs = challengeParts.map((keyValue) => (([key, value]) => ({ [key]: value }))(keyValue.trim().split('="')));
      return keyValuePairs.reduce((a, b) => ({ ...a, ...b }), {});
    });
  }
  async function authorizeRequestOnClaimChallenge(onChallengeOptions) {
    const { scopes, response } = onChallengeOptions;
    const logger5 = onChallengeOptions.logger || logger3;
    const challenge = response.headers.get("WWW-Authenticate");
    if (!challenge) {
      logger5.info(`The WWW-Authenticate header was missing. Failed to perform the Continuous Access Evaluation authentication flow.`);
      return false;
    }
    const challenges = parseCAEChallenge(challenge) || [];
    const parsedChallenge = challenges.find((x) => x.claims);
    if (!parsedChallenge) {
      logger5.info(`The WWW-Authenticate header was missing the necessary "claims" to perform the Continuous Access Evaluation authentication flow.`);
      return false;
    }
    const accessToken = await onChallengeOptions.getAccessToken(parsedChallenge.scope ? [parsedChallenge.scope] : scopes, {
      claims: decodeStringToString(parsedChallenge.claims)
    });
    if (!accessToken) {
      return false;
    }
    onChallengeOptions.request.headers.set("Authorization", `${accessToken.tokenType ?? "Bearer"} ${accessToken.token}`);
    return true;
  }
  var init_authorizeRequestOnClaimChallenge = __esm({
    "node_modules/@azure/core-client/dist/browser/authorizeRequestOnClaimChallenge.js"() {
      init_log3();
      init_base64();
    }
  });

  // node_modules/@azure/core-client/dist/browser/authorizeRequestOnTenantChallenge.js
  function isUuid(text) {
    return /^[0-9a-fA-F]{8}\b-[0-9a-fA-F]{4}\b-[0-9a-fA-F]{4}\b-[0-9a-fA-F]{4}\b-[0-9a-fA-F]{12}$/.test(text);
  }
  function extractTenantId(challengeInfo) {
    const parsedAuthUri = new URL(challengeInfo.authorization_uri);
    const pathSegments = parsedAuthUri.pathname.split("/");
    const tenantId = pathSegments[1];
    if (tenantId && isUuid(tenantId)) {
      return tenantId;
    }
    return void 0;
  }
  function buildScopes(challengeOptions, challengeInfo) {
    if (!challengeInfo.resource_id) {
      return challengeOptions.scopes;
    }
    const challengeScopes = new URL(challengeInfo.resource_id);
    let scope = new URL(Constants.DefaultScope, challengeScopes.origin).toString();
    if (scope === "https://disk.azure.com/.default") {
      scope = "https://disk.azure.com//.default";
    }
    return [scope];
  }
  function getChallenge(response) {
    const challenge = response.headers.get("WWW-Authenticate");
    if (response.status === 401 && challenge) {
      return challenge;
    }
    return;
  }
  function parseChallenge(challenge) {
    const bearerChallenge = challenge.slice("Bearer ".length);
    const challengeParts = `${bearerChallenge.trim()} `.split(" ").filter((x) => x);
    const keyValuePairs = challengeParts.map((keyValue) => (([key, value]) => ({ [key]: value }))(keyValue.trim().split("=")));
    return keyValuePairs.reduce((a, b) => ({ ...a, ...b }), {});
  }
  function requestToOptions(request) {
    return {
      abortSignal: request.abortSignal,
      requestOptions: {
        timeout: request.timeout
      },
      tracingOptions: request.tracingOptions
    };
  }
  var Constants, authorizeRequestOnTenantChallenge;
  var init_authorizeRequestOnTenantChallenge = __esm({
    "node_modules/@azure/core-client/dist/browser/authorizeRequestOnTenantChallenge.js"() {
      Constants = {
        DefaultScope: "/.default",
        /**
         * Defines constants for use with HTTP headers.
         */
        HeaderConstants: {
          /**
           * The Authorization header.
           */
          AUTHORIZATION: "authorization"
        }
      };
      authorizeRequestOnTenantChallenge = async (challengeOptions) => {
        const requestOptions = requestToOptions(challengeOptions.request);
        const challenge = getChallenge(challengeOptions.response);
        if (challenge) {
          const challengeInfo = parseChallenge(challenge);
          const challengeScopes = buildScopes(challengeOptions, challengeInfo);
          const tenantId = extractTenantId(challengeInfo);
          if (!tenantId) {
            return false;
          }
          const accessToken = await challengeOptions.getAccessToken(challengeScopes, {
            ...requestOptions,
            tenantId
          });
          if (!accessToken) {
            return false;
          }
          challengeOptions.request.headers.set(Constants.HeaderConstants.AUTHORIZATION, `${accessToken.tokenType ?? "Bearer"} ${accessToken.token}`);
          return true;
        }
        return false;
      };
    }
  });

  // node_modules/@azure/core-client/dist/browser/index.js
  var browser_exports3 = {};
  __export(browser_exports3, {
    MapperTypeNames: () => MapperTypeNames,
    ServiceClient: () => ServiceClient,
    XML_ATTRKEY: () => XML_ATTRKEY,
    XML_CHARKEY: () => XML_CHARKEY,
    authorizeRequestOnClaimChallenge: () => authorizeRequestOnClaimChallenge,
    authorizeRequestOnTenantChallenge: () => authorizeRequestOnTenantChallenge,
    createClientPipeline: () => createClientPipeline,
    createSerializer: () => createSerializer,
    deserializationPolicy: () => deserializationPolicy,
    deserializationPolicyName: () => deserializationPolicyName,
    serializationPolicy: () => serializationPolicy,
    serializationPolicyName: () => serializationPolicyName
  });
  var init_browser7 = __esm({
    "node_modules/@azure/core-client/dist/browser/index.js"() {
      init_serializer();
      init_serviceClient();
      init_pipeline3();
      init_interfaces();
      init_deserializationPolicy();
      init_serializationPolicy();
      init_authorizeRequestOnClaimChallenge();
      init_authorizeRequestOnTenantChallenge();
    }
  });

  // node_modules/@azure/communication-signaling/dist/index.js
  var require_dist = __commonJS({
    "node_modules/@azure/communication-signaling/dist/index.js"(exports, module) {
      "use strict";
      var uuid = (init_esm_browser(), __toCommonJS(esm_browser_exports));
      var coreUtil = (init_browser4(), __toCommonJS(browser_exports));
      var coreClient = (init_browser7(), __toCommonJS(browser_exports3));
      var coreRestPipeline = (init_browser6(), __toCommonJS(browser_exports2));
      function _interopDefaultLegacy(e) {
        return e && typeof e === "object" && "default" in e ? e : { "default": e };
      }
      var uuid__default = /* @__PURE__ */ _interopDefaultLegacy(uuid);
      var coreUtil__default = /* @__PURE__ */ _interopDefaultLegacy(coreUtil);
      var coreClient__default = /* @__PURE__ */ _interopDefaultLegacy(coreClient);
      var coreRestPipeline__default = /* @__PURE__ */ _interopDefaultLegacy(coreRestPipeline);
      var commonjsGlobal = typeof globalThis !== "undefined" ? globalThis : typeof window !== "undefined" ? window : typeof global !== "undefined" ? global : typeof self !== "undefined" ? self : {};
      function unwrapExports(x) {
        return x && x.__esModule && Object.prototype.hasOwnProperty.call(x, "default") ? x["default"] : x;
      }
      function createCommonjsModule(fn, module2) {
        return module2 = { exports: {} }, fn(module2, module2.exports), module2.exports;
      }
      var tsregistrar = createCommonjsModule(function(module2, exports2) {
        !(function(t, e) {
          module2.exports = e();
        })(commonjsGlobal, function() {
          return (function(t) {
            function e(n) {
              if (r[n]) return r[n].exports;
              var o = r[n] = { i: n, l: false, exports: {} };
              return t[n].call(o.exports, o, o.exports, e), o.l = true, o.exports;
            }
            var r = {};
            return e.m = t, e.c = r, e.i = function(t2) {
              return t2;
            }, e.d = function(t2, r2, n) {
              e.o(t2, r2) || Object.defineProperty(t2, r2, { configurable: false, enumerable: true, get: n });
            }, e.n = function(t2) {
              var r2 = t2 && t2.__esModule ? function() {
                return t2.default;
              } : function() {
                return t2;
              };
              return e.d(r2, "a", r2), r2;
            }, e.o = function(t2, e2) {
              return Object.prototype.hasOwnProperty.call(t2, e2);
            }, e.p = "", e(e.s = 1);
          })([function(t, e, r) {
            function n(t2, e2) {
              var r2, n2 = new Promise(function(e3, n3) {
                fetch(t2).then(function(t3) {
                  void 0 !== r2 && clearTimeout(r2), e3(t3);
                }).catch(function(t3) {
                  void 0 !== r2 && clearTimeout(r2), n3(t3);
                });
              });
              if (0 !== e2) {
                var o2 = new Promise(function(n3, o3) {
                  r2 = setTimeout(o3, e2, new Error("Fetch for '".concat(t2.url, "' timed out")));
                });
                return Promise.race([n2, o2]);
              }
              return n2;
            }
            function o(t2) {
              try {
                return JSON.stringify(t2);
              } catch (e2) {
                return "Unable to serialize object of type ".concat(typeof t2);
              }
            }
            Object.defineProperty(e, "__esModule", { value: true }), e.Timespan = e.toJson = e.fetchWithTimeout = void 0, e.fetchWithTimeout = n, e.toJson = o;
            var i = (function() {
              function t2() {
                this.start = Date.now();
              }
              return Object.defineProperty(t2.prototype, "duration", { get: function() {
                return Date.now() - this.start;
              }, enumerable: false, configurable: true }), Object.defineProperty(t2.prototype, "startTime", { get: function() {
                return this.start;
              }, enumerable: false, configurable: true }), t2.prototype.reset = function() {
                this.start = Date.now();
              }, t2;
            })();
            e.Timespan = i;
          }, function(t, e, r) {
            function n(t2, e2, r2) {
              return new h(t2, e2, r2);
            }
            var o = this && this.__extends || /* @__PURE__ */ (function() {
              var t2 = function(e2, r2) {
                return (t2 = Object.setPrototypeOf || { __proto__: [] } instanceof Array && function(t3, e3) {
                  t3.__proto__ = e3;
                } || function(t3, e3) {
                  for (var r3 in e3) Object.prototype.hasOwnProperty.call(e3, r3) && (t3[r3] = e3[r3]);
                })(e2, r2);
              };
              return function(e2, r2) {
                function n2() {
                  this.constructor = e2;
                }
                if ("function" != typeof r2 && null !== r2) throw new TypeError("Class extends value " + String(r2) + " is not a constructor or null");
                t2(e2, r2), e2.prototype = null === r2 ? Object.create(r2) : (n2.prototype = r2.prototype, new n2());
              };
            })(), i = this && this.__assign || function() {
              return i = Object.assign || function(t2) {
                for (var e2, r2 = 1, n2 = arguments.length; r2 < n2; r2++) {
                  e2 = arguments[r2];
                  for (var o2 in e2) Object.prototype.hasOwnProperty.call(e2, o2) && (t2[o2] = e2[o2]);
                }
                return t2;
              }, i.apply(this, arguments);
            }, s = this && this.__awaiter || function(t2, e2, r2, n2) {
              function o2(t3) {
                return t3 instanceof r2 ? t3 : new r2(function(e3) {
                  e3(t3);
                });
              }
              return new (r2 || (r2 = Promise))(function(r3, i2) {
                function s2(t3) {
                  try {
                    c2(n2.next(t3));
                  } catch (t4) {
                    i2(t4);
                  }
                }
                function a2(t3) {
                  try {
                    c2(n2.throw(t3));
                  } catch (t4) {
                    i2(t4);
                  }
                }
                function c2(t3) {
                  t3.done ? r3(t3.value) : o2(t3.value).then(s2, a2);
                }
                c2((n2 = n2.apply(t2, e2 || [])).next());
              });
            }, a = this && this.__generator || function(t2, e2) {
              function r2(t3) {
                return function(e3) {
                  return n2([t3, e3]);
                };
              }
              function n2(r3) {
                if (o2) throw new TypeError("Generator is already executing.");
                for (; a2 && (a2 = 0, r3[0] && (c2 = 0)), c2; ) try {
                  if (o2 = 1, i2 && (s2 = 2 & r3[0] ? i2.return : r3[0] ? i2.throw || ((s2 = i2.return) && s2.call(i2), 0) : i2.next) && !(s2 = s2.call(i2, r3[1])).done) return s2;
                  switch (i2 = 0, s2 && (r3 = [2 & r3[0], s2.value]), r3[0]) {
                    case 0:
                    case 1:
                      s2 = r3;
                      break;
                    case 4:
                      return c2.label++, { value: r3[1], done: false };
                    case 5:
                      c2.label++, i2 = r3[1], r3 = [0];
                      continue;
                    case 7:
                      r3 = c2.ops.pop(), c2.trys.pop();
                      continue;
                    default:
                      if (s2 = c2.trys, !(s2 = s2.length > 0 && s2[s2.length - 1]) && (6 === r3[0] || 2 === r3[0])) {
                        c2 = 0;
                        continue;
                      }
                      if (3 === r3[0] && (!s2 || r3[1] > s2[0] && r3[1] < s2[3])) {
                        c2.label = r3[1];
                        break;
                      }
                      if (6 === r3[0] && c2.label < s2[1]) {
                        c2.label = s2[1], s2 = r3;
                        break;
                      }
                      if (s2 && c2.label < s2[2]) {
                        c2.label = s2[2], c2.ops.push(r3);
                        break;
                      }
                      s2[2] && c2.ops.pop(), c2.trys.pop();
                      continue;
                  }
                  r3 = e2.call(t2, c2);
                } catch (t3) {
                  r3 = [6, t3], i2 = 0;
                } finally {
                  o2 = s2 = 0;
                }
                if (5 & r3[0]) throw r3[1];
                return { value: r3[0] ? r3[1] : void 0, done: true };
              }
              var o2, i2, s2, a2, c2 = { label: 0, sent: function() {
                if (1 & s2[0]) throw s2[1];
                return s2[1];
              }, trys: [], ops: [] };
              return a2 = { next: r2(0), throw: r2(1), return: r2(2) }, "function" == typeof Symbol && (a2[Symbol.iterator] = function() {
                return this;
              }), a2;
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.createRegistrarClient = e.RegistrarClient = void 0;
            var c = r(0), u = ["skype", "aad", "cae"], l = (function(t2) {
              function e2(e3) {
                var r2 = t2.call(this, e3) || this;
                return r2.name = "CancelationError", r2;
              }
              return o(e2, t2), e2;
            })(Error), f2 = (function() {
              function t2(e2, r2, n2) {
                this.logger = e2, this.maxBackoffInMs = r2, this.initialDelay = n2, this.backoffCount = 0, this.id = ++t2.idCounter;
              }
              return t2.prototype.delay = function(t3) {
                var e2 = this;
                if (void 0 !== this.timerHandle) throw new Error("Retry sequence logical failure");
                if (-1 === this.backoffCount) return new Promise(function(t4, e3) {
                  e3(new l("Cancelled"));
                });
                var r2 = this.calculateNextBackoffMs();
                return this.backoffCount++, this.logger.info("[RegistrarClient] Backing off ".concat(t3, " for ").concat(r2, " milliseconds with ID ").concat(this.id)), new Promise(function(n2, o2) {
                  e2.cancelFunc = o2, e2.timerHandle = setTimeout(function() {
                    e2.logger.info("[RegistrarClient] Back off for ".concat(t3, " with ID ").concat(e2.id, " complete")), e2.timerHandle = void 0, n2();
                  }, r2);
                });
              }, t2.prototype.cancel = function() {
                void 0 !== this.timerHandle && (this.logger.debug("Resetting back off"), clearTimeout(this.timerHandle), void 0 !== this.cancelFunc && this.cancelFunc(new l("Cancelled"))), this.backoffCount = -1;
              }, t2.prototype.calculateNextBackoffMs = function() {
                var t3 = 1 + 0.4 * (Math.random() - 0.5), e2 = this.initialDelay * Math.pow(2, this.backoffCount) * t3;
                return e2 = Math.round(e2), Math.min(this.maxBackoffInMs, e2);
              }, t2.idCounter = 0, t2;
            })(), h = (function() {
              function t2(t3, e2, r2) {
                var n2;
                this.logger = t3, this.tokenProvider = e2, this.options = r2, this.DEFAULT_MAX_RETRIES_FOR_GET_TOKEN = 15, this.DEFAULT_MAX_BACKOFF_TIME_IN_MS = 3e5, this.backoffs = {}, this.maxBackOffTime = this.options.maxRetryDelayMs > 0 ? this.options.maxRetryDelayMs : this.DEFAULT_MAX_BACKOFF_TIME_IN_MS, this.maxRetriesForGetToken = void 0 === r2.maxRetriesForGetToken || null === r2.maxRetriesForGetToken ? this.DEFAULT_MAX_RETRIES_FOR_GET_TOKEN : r2.maxRetriesForGetToken, this.proxyUrlRewrite = null !== (n2 = r2.proxyUrlRewrite) && void 0 !== n2 ? n2 : function(t4) {
                  return t4;
                };
              }
              return t2.prototype.setTelemetryLogger = function(t3) {
                this.eventLogger = t3;
              }, t2.prototype.register = function(t3, e2) {
                return s(this, void 0, void 0, function() {
                  return a(this, function(r2) {
                    switch (r2.label) {
                      case 0:
                        return [4, this.performRegistration(t3, e2, "pr_set_registration")];
                      case 1:
                        return r2.sent(), this.cachedRegistrationParams = [t3, e2], [2];
                    }
                  });
                });
              }, t2.prototype.unregister = function() {
                return s(this, void 0, void 0, function() {
                  var t3;
                  return a(this, function(e2) {
                    switch (e2.label) {
                      case 0:
                        return this.logger.info("[RegistrarClient] sending unregister request"), t3 = new Request(this.proxyUrlRewrite("".concat(this.options.registrarUrl, "/").concat(this.options.registrationId)), { method: "DELETE", mode: "cors", headers: new Headers(i(i({}, this.options.extraRegistrationHeaders), { accept: "application/json, text/javascript" })) }), [4, this.callRegistrar(t3, "pr_delete_registration")];
                      case 1:
                        return e2.sent(), [2];
                    }
                  });
                });
              }, t2.prototype.cancelPendingRequests = function() {
                var t3 = this;
                Object.keys(this.backoffs).forEach(function(e2) {
                  t3.backoffs[e2].cancel();
                }), this.backoffs = {};
              }, t2.prototype.resendRegistration = function() {
                return s(this, void 0, void 0, function() {
                  return a(this, function(t3) {
                    switch (t3.label) {
                      case 0:
                        if (!this.cachedRegistrationParams) throw new Error("Re-registration failed because there is no registration parameters cached");
                        return [4, this.performRegistration(this.cachedRegistrationParams[0], this.cachedRegistrationParams[1], "pr_resend_registration")];
                      case 1:
                        return t3.sent(), [2];
                    }
                  });
                });
              }, t2.prototype.performRegistration = function(t3, e2, r2) {
                return s(this, void 0, void 0, function() {
                  var n2, o2;
                  return a(this, function(s2) {
                    switch (s2.label) {
                      case 0:
                        return this.logger.info("[RegistrarClient] Sending register request"), n2 = { clientDescription: t3, registrationId: this.options.registrationId, nodeId: "", transports: e2 }, o2 = new Request(this.proxyUrlRewrite(this.options.registrarUrl), { method: "POST", mode: "cors", headers: new Headers(i(i({}, this.options.extraRegistrationHeaders), { "content-type": "application/json", accept: "application/json, text/javascript" })), body: (0, c.toJson)(n2) }), [4, this.callRegistrar(o2, r2)];
                      case 1:
                        return s2.sent(), [2];
                    }
                  });
                });
              }, t2.prototype.startBackoff = function() {
                var t3 = new f2(this.logger, this.maxBackOffTime, this.options.initialRetryDelayMs);
                return this.backoffs[t3.id] = t3, t3;
              }, t2.prototype.stopBackoff = function(t3) {
                t3.cancel(), delete this.backoffs[t3.id];
              }, t2.prototype.getToken = function(t3) {
                return s(this, void 0, void 0, function() {
                  var e2, r2, n2, o2, i2, s2, c2;
                  return a(this, function(a2) {
                    switch (a2.label) {
                      case 0:
                        e2 = this.startBackoff(), r2 = 0, a2.label = 1;
                      case 1:
                        return a2.trys.push([1, 3, , 8]), this.logger.info("[RegistrarClient] Asking for a new token"), [4, this.tokenProvider({ needFresh: true, supportedTokenTypes: u, wwwAuthenticateHeader: t3, purpose: "registrar" })];
                      case 2:
                        return n2 = a2.sent(), this.stopBackoff(e2), [2, n2];
                      case 3:
                        o2 = a2.sent(), a2.label = 4;
                      case 4:
                        return a2.trys.push([4, 6, , 7]), (r2++, i2 = JSON.stringify(o2), r2 > this.maxRetriesForGetToken) ? (s2 = "[RegistrarClient] getToken retry limit hit. Will not retry now. Error: ".concat(i2), this.logger.error(s2), this.stopBackoff(e2), [2, Promise.reject(s2)]) : (this.logger.warn("[RegistrarClient] Retrying for a new token. Retry Count: ".concat(r2, " Error: ").concat(i2)), [4, e2.delay("Fetching a new token")]);
                      case 5:
                        return a2.sent(), [3, 8];
                      case 6:
                        throw c2 = a2.sent(), this.stopBackoff(e2), c2;
                      case 7:
                        return [3, 8];
                      case 8:
                        return [3, 1];
                      case 9:
                        return [2];
                    }
                  });
                });
              }, t2.prototype.callRegistrar = function(t3, e2) {
                var r2, n2, o2;
                return s(this, void 0, void 0, function() {
                  var i2, s2, l2, f3, h2, p, d, g, y, v, w, k, m, b, R, _;
                  return a(this, function(a2) {
                    switch (a2.label) {
                      case 0:
                        return i2 = this.startBackoff(), [4, this.tokenProvider({ needFresh: false, supportedTokenTypes: u, wwwAuthenticateHeader: void 0, purpose: "registrar" })];
                      case 1:
                        s2 = a2.sent(), this.setTokenHeader(t3, s2), l2 = new c.Timespan(), f3 = 0, a2.label = 2;
                      case 2:
                        h2 = void 0, a2.label = 3;
                      case 3:
                        return a2.trys.push([3, 10, 15, 16]), p = t3.clone(), [4, (0, c.fetchWithTimeout)(p, this.options.requestTimeoutMs)];
                      case 4:
                        return h2 = a2.sent(), 401 !== h2.status ? [3, 8] : ++f3 > this.maxRetriesForGetToken ? (d = "[RegistrarClient] getSkypeToken retry limit hit. Will not retry now. Request '".concat(t3.url, "' failed with ").concat(h2.status, " ").concat(h2.statusText), this.logger.error(d), this.stopBackoff(i2), [2, Promise.reject(d)]) : (this.logger.warn("[RegistrarClient] Retry Count ".concat(f3, ". Request '").concat(t3.url, "' failed with ").concat(h2.status, " ").concat(h2.statusText)), g = null !== (n2 = null === (r2 = h2.headers) || void 0 === r2 ? void 0 : r2.get("www-authenticate")) && void 0 !== n2 ? n2 : void 0, y = this.setTokenHeader, v = [t3], [4, this.getToken(g)]);
                      case 5:
                        return y.apply(this, v.concat([a2.sent()])), f3 > 1 ? [4, i2.delay("Registrar call retry after 401")] : [3, 7];
                      case 6:
                        a2.sent(), a2.label = 7;
                      case 7:
                        return [3, 22];
                      case 8:
                        if (h2.status >= 500 && h2.status < 600) throw new Error("Fetch for '".concat(t3.url, "' failed with ").concat(h2.status, " ").concat(h2.statusText));
                        a2.label = 9;
                      case 9:
                        return [3, 16];
                      case 10:
                        w = a2.sent(), this.logger.error("[RegistrarClient] Request failed with ".concat(w)), a2.label = 11;
                      case 11:
                        return a2.trys.push([11, 13, , 14]), [4, i2.delay("Registrar call retry")];
                      case 12:
                        return a2.sent(), [3, 22];
                      case 13:
                        throw k = a2.sent(), this.logger.error("[RegistrarClient] Request cancelled"), this.stopBackoff(i2), k;
                      case 14:
                        return [3, 16];
                      case 15:
                        return this.sendTelemetryEvent(e2, t3, h2, l2), [7];
                      case 16:
                        return this.stopBackoff(i2), h2.ok ? [2, h2] : [3, 17];
                      case 17:
                        m = void 0, a2.label = 18;
                      case 18:
                        return a2.trys.push([18, 20, , 21]), R = (b = JSON).stringify, [4, h2.json()];
                      case 19:
                        return m = R.apply(b, [a2.sent()]), [3, 21];
                      case 20:
                        return a2.sent(), m = "no details", [3, 21];
                      case 21:
                        throw _ = "Fetch for '".concat(t3.url, "' failed with ").concat(h2.status, " ").concat(h2.statusText, " (").concat(m, ", MS-CV: ").concat(null === (o2 = h2.headers) || void 0 === o2 ? void 0 : o2.get("MS-CV"), ")"), this.logger.error("[RegistrarClient] ".concat(_)), new Error(_);
                      case 22:
                        return [3, 2];
                      case 23:
                        return [2];
                    }
                  });
                });
              }, t2.prototype.setTokenHeader = function(t3, e2) {
                switch (t3.headers.delete("X-Skypetoken"), t3.headers.delete("Authorization"), t3.headers.delete("X-MS-Migration"), e2.tokenType.toLowerCase()) {
                  case "skype":
                    t3.headers.set("X-Skypetoken", e2.token);
                    break;
                  case "aad":
                  case "cae":
                    t3.headers.set("Authorization", "Bearer ".concat(e2.token));
                    break;
                  default:
                    throw new Error("unsupported token type: ".concat(e2.tokenType));
                }
                false === this.options.usingLegacyTokenApi && t3.headers.set("X-MS-Migration", "True");
              }, t2.prototype.sendTelemetryEvent = function(t3, e2, r2, n2) {
                if (void 0 !== this.eventLogger) {
                  var o2 = { name: t3, properties: { url: { value: e2.url }, result_code: { value: void 0 !== r2 ? r2.status : 0 }, begin_timestamp: { value: n2.startTime }, elapsed: { value: n2.duration } } };
                  this.eventLogger.logEvent(o2);
                }
              }, t2;
            })();
            e.RegistrarClient = h, e.createRegistrarClient = n;
          }]);
        });
      });
      unwrapExports(tsregistrar);
      var tstrouter = createCommonjsModule(function(module2, exports2) {
        !(function(t, e) {
          module2.exports = e(tsregistrar);
        })(commonjsGlobal, function(t) {
          return (function(t2) {
            function e(o) {
              if (n[o]) return n[o].exports;
              var i = n[o] = { i: o, l: false, exports: {} };
              return t2[o].call(i.exports, i, i.exports, e), i.l = true, i.exports;
            }
            var n = {};
            return e.m = t2, e.c = n, e.i = function(t3) {
              return t3;
            }, e.d = function(t3, n2, o) {
              e.o(t3, n2) || Object.defineProperty(t3, n2, { configurable: false, enumerable: true, get: o });
            }, e.n = function(t3) {
              var n2 = t3 && t3.__esModule ? function() {
                return t3.default;
              } : function() {
                return t3;
              };
              return e.d(n2, "a", n2), n2;
            }, e.o = function(t3, e2) {
              return Object.prototype.hasOwnProperty.call(t3, e2);
            }, e.p = "", e(e.s = 20);
          })([function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.Logger = void 0;
            var o = (function() {
              function t3(t4, e2) {
                this.name = t4, this.logger = e2;
              }
              return t3.prototype.debug = function(t4) {
                this.logger.debug("[".concat(this.name, "] ").concat(t4));
              }, t3.prototype.info = function(t4) {
                this.logger.info("[".concat(this.name, "] ").concat(t4));
              }, t3.prototype.warn = function(t4) {
                this.logger.warn("[".concat(this.name, "] ").concat(t4));
              }, t3.prototype.error = function(t4) {
                this.logger.error("[".concat(this.name, "] ").concat(t4));
              }, t3;
            })();
            e.Logger = o;
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.USER_AUTHENTICATE_EVENT_NAME = e.SUPPORTED_TOKEN_TYPES = e.FAILED_MESSAGE_ACK = e.UNHANDLED_MESSAGE_ACK = e.HANDLED_MESSAGE_ACK = e.CLIENT_VERSION = e.constants = void 0, e.constants = { TROUTER_INIT: "trouterinit", TROUTER_READY_EVENT: "trouterReadyEvent", TROUTER_READY_TIMEOUT: "trouterReadyTimeout", TROUTER_TOKEN_REQUEST: "trouterTokenRequest", TROUTER_TOKEN_GET_SUCCEEDED: "trouterTokenGetSucceeded", TROUTER_TOKEN_GET_FAILED: "trouterTokenGetFailed", TROUTER_RECONNECTING: "trouterReconnecting", RENEWAL: "renewal", NEW_CONNECTION: "newConnection", ENDPOINT_REGISTRATION_FAILED: "endpointRegistrationFailed" }, e.CLIENT_VERSION = "2024.14.01.55", e.HANDLED_MESSAGE_ACK = 200, e.UNHANDLED_MESSAGE_ACK = 404, e.FAILED_MESSAGE_ACK = 500, e.SUPPORTED_TOKEN_TYPES = ["skype", "aad", "cae"], e.USER_AUTHENTICATE_EVENT_NAME = "user.authenticate";
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.TrouterState = e.UserActivityState = void 0;
            var o;
            !(function(t3) {
              t3[t3.Unknown = 0] = "Unknown", t3[t3.Active = 1] = "Active", t3[t3.Inactive = 2] = "Inactive";
            })(o || (e.UserActivityState = o = {}));
            var i;
            !(function(t3) {
              t3[t3.Unknown = 0] = "Unknown", t3[t3.Connected = 2] = "Connected", t3[t3.Disconnected = 3] = "Disconnected", t3[t3.Switching = 9] = "Switching";
            })(i || (e.TrouterState = i = {}));
          }, function(t2, e, n) {
            function o(t3) {
              try {
                return JSON.stringify(t3);
              } catch (e2) {
                return "Unable to serialize object of type ".concat(typeof t3);
              }
            }
            function i(t3) {
              var e2 = Math.round((/* @__PURE__ */ new Date()).getTime() / 1e3);
              return void 0 !== t3 && t3 > e2 ? t3 - e2 : 0;
            }
            function r(t3) {
              return Math.round((/* @__PURE__ */ new Date()).getTime() / 1e3) + t3;
            }
            function s(t3, e2) {
              return c(this, void 0, void 0, function() {
                var n2, o2, i2;
                return a(this, function(r2) {
                  return o2 = new Promise(function(e3, o3) {
                    fetch(t3).then(function(t4) {
                      clearTimeout(n2), e3(t4);
                    }).catch(function(t4) {
                      clearTimeout(n2), o3(t4);
                    });
                  }), 0 !== e2 ? (i2 = new Promise(function(o3, i3) {
                    var r3 = new URL(t3.url), s2 = new Error("".concat(t3.method, " ").concat(r3.origin).concat(r3.pathname, " timed out"));
                    n2 = setTimeout(i3, e2, s2);
                  }), [2, Promise.race([o2, i2])]) : [2, o2];
                });
              });
            }
            var c = this && this.__awaiter || function(t3, e2, n2, o2) {
              function i2(t4) {
                return t4 instanceof n2 ? t4 : new n2(function(e3) {
                  e3(t4);
                });
              }
              return new (n2 || (n2 = Promise))(function(n3, r2) {
                function s2(t4) {
                  try {
                    a2(o2.next(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function c2(t4) {
                  try {
                    a2(o2.throw(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function a2(t4) {
                  t4.done ? n3(t4.value) : i2(t4.value).then(s2, c2);
                }
                a2((o2 = o2.apply(t3, e2 || [])).next());
              });
            }, a = this && this.__generator || function(t3, e2) {
              function n2(t4) {
                return function(e3) {
                  return o2([t4, e3]);
                };
              }
              function o2(n3) {
                if (i2) throw new TypeError("Generator is already executing.");
                for (; c2 && (c2 = 0, n3[0] && (a2 = 0)), a2; ) try {
                  if (i2 = 1, r2 && (s2 = 2 & n3[0] ? r2.return : n3[0] ? r2.throw || ((s2 = r2.return) && s2.call(r2), 0) : r2.next) && !(s2 = s2.call(r2, n3[1])).done) return s2;
                  switch (r2 = 0, s2 && (n3 = [2 & n3[0], s2.value]), n3[0]) {
                    case 0:
                    case 1:
                      s2 = n3;
                      break;
                    case 4:
                      return a2.label++, { value: n3[1], done: false };
                    case 5:
                      a2.label++, r2 = n3[1], n3 = [0];
                      continue;
                    case 7:
                      n3 = a2.ops.pop(), a2.trys.pop();
                      continue;
                    default:
                      if (s2 = a2.trys, !(s2 = s2.length > 0 && s2[s2.length - 1]) && (6 === n3[0] || 2 === n3[0])) {
                        a2 = 0;
                        continue;
                      }
                      if (3 === n3[0] && (!s2 || n3[1] > s2[0] && n3[1] < s2[3])) {
                        a2.label = n3[1];
                        break;
                      }
                      if (6 === n3[0] && a2.label < s2[1]) {
                        a2.label = s2[1], s2 = n3;
                        break;
                      }
                      if (s2 && a2.label < s2[2]) {
                        a2.label = s2[2], a2.ops.push(n3);
                        break;
                      }
                      s2[2] && a2.ops.pop(), a2.trys.pop();
                      continue;
                  }
                  n3 = e2.call(t3, a2);
                } catch (t4) {
                  n3 = [6, t4], r2 = 0;
                } finally {
                  i2 = s2 = 0;
                }
                if (5 & n3[0]) throw n3[1];
                return { value: n3[0] ? n3[1] : void 0, done: true };
              }
              var i2, r2, s2, c2, a2 = { label: 0, sent: function() {
                if (1 & s2[0]) throw s2[1];
                return s2[1];
              }, trys: [], ops: [] };
              return c2 = { next: n2(0), throw: n2(1), return: n2(2) }, "function" == typeof Symbol && (c2[Symbol.iterator] = function() {
                return this;
              }), c2;
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.Timespan = e.CorrelationVector = e.fetchWithTimeout = e.calculateExpireTsInSec = e.calculateTtlInSec = e.toJson = void 0, e.toJson = o, e.calculateTtlInSec = i, e.calculateExpireTsInSec = r, e.fetchWithTimeout = s;
            var u = (function() {
              function t3(t4) {
                this.base = void 0 !== t4 ? t4 : this.createCorrelationVectorBase(), this.extension = 0;
              }
              return t3.extend = function(e2) {
                return new t3(e2);
              }, t3.prototype.increase = function() {
                this.extension++;
              }, t3.prototype.value = function() {
                return "".concat(this.base, ".").concat(this.extension);
              }, t3.prototype.createCorrelationVectorBase = function() {
                for (var t4 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0987654321/+", e2 = "AQgw", n2 = "", o2 = 0; o2 < 21; o2++) n2 += t4.charAt(Math.floor(Math.random() * t4.length));
                return n2 += e2.charAt(Math.floor(Math.random() * e2.length));
              }, t3;
            })();
            e.CorrelationVector = u;
            var h = (function() {
              function t3() {
                this.start = Date.now();
              }
              return Object.defineProperty(t3.prototype, "duration", { get: function() {
                return Date.now() - this.start;
              }, enumerable: false, configurable: true }), Object.defineProperty(t3.prototype, "startTime", { get: function() {
                return this.start;
              }, enumerable: false, configurable: true }), t3.prototype.reset = function() {
                this.start = Date.now();
              }, t3;
            })();
            e.Timespan = h;
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.TrouterManagerState = e.UserActivityEventReason = e.ServerState = void 0;
            var o = n(3), i = (function() {
              function t3(t4, e2, n2, o2, i2, r2, s2) {
                this.connectionId = t4, this.connectedClientId = e2, this.domId = n2, this.unsecureUrl = o2, this.url = i2, this.c2cUrlBase = r2, this.expirationTsSec = s2;
              }
              return t3.prototype.getRemainingTtlInSec = function() {
                return (0, o.calculateTtlInSec)(this.expirationTsSec);
              }, t3;
            })();
            e.ServerState = i;
            var r;
            !(function(t3) {
              t3[t3.Unknown = 0] = "Unknown", t3[t3.Modified = 1] = "Modified", t3[t3.Snapshot = 2] = "Snapshot", t3[t3.Connected = 3] = "Connected";
            })(r || (e.UserActivityEventReason = r = {}));
            var s;
            !(function(t3) {
              t3[t3.Unknown = 0] = "Unknown", t3[t3.Connected = 2] = "Connected", t3[t3.Disconnected = 3] = "Disconnected", t3[t3.Switching = 9] = "Switching", t3[t3.TerminalError = 10] = "TerminalError";
            })(s || (e.TrouterManagerState = s = {}));
          }, function(t2, e, n) {
            function o(t3, e2) {
              return "skype" === t3 && "1" !== i(null === e2 || void 0 === e2 ? void 0 : e2.scae) ? "v4a" : "v4c";
            }
            function i(t3) {
              return "string" == typeof t3 ? t3 : "number" == typeof t3 ? t3.toString() : void 0;
            }
            function r(t3, e2) {
              return "v4c-websocket-failure" === (null === e2 || void 0 === e2 ? void 0 : e2.kind) ? "v4a" : t3;
            }
            function s(t3) {
              return Object.prototype.hasOwnProperty.call(t3, "connectparams");
            }
            function c(t3, e2) {
              return "v4a" === e2 ? t3.replace(/\/v4\/c\b/, "/v4/a").replace("wss://", "https://").replace("ws://", "http://") : t3.replace(/\/v4\/a\b/, "/v4/c").replace("https://", "wss://").replace("http://", "ws://");
            }
            function a(t3) {
              if (void 0 !== t3) return d(d({}, t3), { reconnectUrl: void 0, serviceUrl: void 0 });
            }
            function u(t3) {
              return "string" == typeof t3 ? parseInt(t3, 10) : t3;
            }
            function h(t3) {
              if ("redirect" === (null === t3 || void 0 === t3 ? void 0 : t3.kind) && void 0 !== t3.host) {
                var e2 = t3.host;
                return e2.endsWith("/") && (e2 = e2.substring(0, e2.length - 1)), e2.endsWith("/v4/c") || e2.endsWith("/v4/a") || (e2 += "/v4/c"), e2;
              }
            }
            var d = this && this.__assign || function() {
              return d = Object.assign || function(t3) {
                for (var e2, n2 = 1, o2 = arguments.length; n2 < o2; n2++) {
                  e2 = arguments[n2];
                  for (var i2 in e2) Object.prototype.hasOwnProperty.call(e2, i2) && (t3[i2] = e2[i2]);
                }
                return t3;
              }, d.apply(this, arguments);
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.redirectUrlIfPresent = e.ensureNumber = e.reconnectParamsWithoutUrls = e.adaptUrl = e.isV4ConnectEvent = e.usedProtocolAfterFallback = e.usedProtocol = void 0, e.usedProtocol = o, e.usedProtocolAfterFallback = r, e.isV4ConnectEvent = s, e.adaptUrl = c, e.reconnectParamsWithoutUrls = a, e.ensureNumber = u, e.redirectUrlIfPresent = h;
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.TrouterFsm = e.State = void 0;
            var o, i = n(4), r = n(0), s = n(5);
            !(function(t3) {
              t3[t3.Initial = 0] = "Initial", t3[t3.RetrievingToken = 1] = "RetrievingToken", t3[t3.Allocating = 2] = "Allocating", t3[t3.Handshaking = 3] = "Handshaking", t3[t3.Connecting = 4] = "Connecting", t3[t3.AnonymousConnecting = 5] = "AnonymousConnecting", t3[t3.WebsocketAuthenticating = 6] = "WebsocketAuthenticating", t3[t3.Connected = 7] = "Connected", t3[t3.Unregistering = 8] = "Unregistering", t3[t3.TerminalError = 9] = "TerminalError";
            })(o || (e.State = o = {}));
            var c;
            !(function(t3) {
              t3[t3.Initial = 0] = "Initial", t3[t3.Registering = 1] = "Registering", t3[t3.RegisteringButResendPending = 2] = "RegisteringButResendPending", t3[t3.Retrying = 3] = "Retrying", t3[t3.Registered = 4] = "Registered", t3[t3.RegistrationDisabled = 5] = "RegistrationDisabled";
            })(c || (c = {}));
            var a = (function() {
              function t3(t4, e2, n2, i2) {
                this.worker = e2, this.incallModeEnabled = n2, this.protocolSelector = i2, this.state = o.Initial, this.autoReconnect = true, this.logger = new r.Logger("ConnectionFsm", t4), this.registrationState = c.Initial;
              }
              return t3.prototype.getState = function() {
                return this.state;
              }, t3.prototype.isActive = function() {
                return this.state === o.Allocating || this.state === o.Connected || this.state === o.Handshaking || this.state === o.Connecting || this.state === o.RetrievingToken || this.state === o.AnonymousConnecting || this.state === o.WebsocketAuthenticating;
              }, t3.prototype.isConnecting = function() {
                return this.state === o.Allocating || this.state === o.Handshaking || this.state === o.Connecting || this.state === o.AnonymousConnecting;
              }, t3.prototype.start = function() {
                return this.state === o.Initial ? (this.setState(o.RetrievingToken), this.worker.getToken(true, false, void 0), true) : (this.showIgnored("start"), false);
              }, t3.prototype.stop = function(t4, e2) {
                t4 && (this.registrationState = c.Initial), this.worker.isIncallMode() && this.worker.exitIncallMode(), this.worker.resetTokenBackoff(), this.worker.cancelPendingRegistrationRequests(), this.worker.stopConnectionTimer(), this.worker.stopPingTimer(), this.worker.clearSentEventTimers(), this.worker.stopRegistrationTimer(), this.worker.stopSocketIo(), this.state === o.Connected && this.worker.sendDisconnectTelemetryEvent("connection stopped"), this.registrationState !== c.Registered && this.registrationState !== c.Registering && this.registrationState !== c.RegisteringButResendPending || this.state === o.Unregistering ? e2 ? (this.setState(o.TerminalError), this.worker.dispatchTerminalError()) : (this.setState(o.Initial), this.worker.dispatchDisconnected()) : (this.registrationState = c.Initial, this.setState(o.Unregistering), this.worker.sendUnregisterRequest());
              }, t3.prototype.onTokenReceived = function(t4, e2, n2) {
                this.state === o.RetrievingToken ? "v4c" === (0, s.usedProtocolAfterFallback)(this.protocolSelector(t4.tokenType, n2), e2) ? (this.setState(o.AnonymousConnecting), this.worker.startConnectionTimer(), this.worker.connectV4c(t4, e2)) : (this.setState(o.Allocating), this.worker.startConnectionTimer(), this.worker.sendAllocateRequest(t4)) : this.showIgnored("onTokenReceived");
              }, t3.prototype.checkConnection = function(t4) {
                t4 && this.onPingInterval();
              }, t3.prototype.onAllocationSucceed = function(t4) {
                return this.state === o.Allocating && this.registrationState === c.Registered && this.worker.dispatchUnregistered(), this.state === o.Allocating ? (this.setState(o.Handshaking), this.registrationState = c.Initial, this.worker.startSocketIo(t4), true) : (this.showIgnored("onAllocationSucceed"), false);
              }, t3.prototype.onAllocationFailed = function(t4, e2) {
                this.state === o.Allocating ? this.cleanUpAndInitiateReconnect({ backoff: true, allowCachedToken: !t4, claimsChallenge: e2 }) : this.showIgnored("onAllocationFailed");
              }, t3.prototype.onV4cException = function() {
                this.state !== o.AnonymousConnecting && this.state !== o.WebsocketAuthenticating || (this.logger.error("v4c exception, falling back to longpoll"), this.cleanUpAndInitiateReconnect({ backoff: true, allowCachedToken: true, fallbackReason: { kind: "v4c-websocket-failure" } }));
              }, t3.prototype.onConnectingTimeout = function() {
                this.state === o.Allocating || this.state === o.Connecting || this.state === o.Handshaking || this.state === o.AnonymousConnecting || this.state === o.WebsocketAuthenticating ? this.cleanUpAndInitiateReconnect({ backoff: false, allowCachedToken: true }) : this.showIgnored("onConnectingTimeout");
              }, t3.prototype.onConnecting = function() {
                this.state === o.Handshaking ? this.setState(o.Connecting) : this.showIgnored("onConnecting");
              }, t3.prototype.onSocketConnect = function(t4) {
                this.state === o.AnonymousConnecting ? (this.setState(o.WebsocketAuthenticating), this.worker.sendV4cAuthenticationEvent(t4)) : this.showIgnored("onSocketConnect");
              }, t3.prototype.onConnectingFailed = function() {
                this.state === o.Connecting ? this.onConnectingTimeout() : this.state === o.Handshaking ? (this.logger.error("Unexpected error in Socket.io - no valid transports"), this.onConnectingTimeout()) : this.state === o.AnonymousConnecting || this.state === o.WebsocketAuthenticating ? (this.logger.info("/v4/c falling back to longpoll"), this.cleanUpAndInitiateReconnect({ backoff: true, allowCachedToken: true, fallbackReason: { kind: "v4c-websocket-failure" } })) : this.showIgnored("onConnectingFailed");
              }, t3.prototype.onSocketDisconnect = function(t4) {
                this.state === o.Handshaking || this.state === o.Connected || this.state === o.WebsocketAuthenticating ? (this.state === o.Connected && this.worker.sendDisconnectTelemetryEvent(null === t4 || void 0 === t4 ? void 0 : t4.toTelemetryString()), this.state === o.WebsocketAuthenticating && this.worker.countDisconnectBeforeConnectionEstablishment(), "skypetoken-deprecated" === (null === t4 || void 0 === t4 ? void 0 : t4.reason) ? (this.logger.error("Skypetoken deprecated response, not retrying any further"), this.onTerminalError()) : this.cleanUpAndInitiateReconnect({ backoff: this.state !== o.Connected && "dup" !== (null === t4 || void 0 === t4 ? void 0 : t4.reason), allowCachedToken: "unauthorized" !== (null === t4 || void 0 === t4 ? void 0 : t4.reason), claimsChallenge: null === t4 || void 0 === t4 ? void 0 : t4.claims })) : this.showIgnored("onSocketDisconnect");
              }, t3.prototype.onTrouterConnected = function() {
                this.state === o.Connecting || this.state === o.WebsocketAuthenticating ? (this.setState(o.Connected), this.worker.resetTokenBackoff(), this.worker.stopConnectionTimer(), this.worker.sendUserActivityState(i.UserActivityEventReason.Connected, true), this.worker.startPingTimer(), this.worker.dispatchConnected(), this.worker.shouldSkipRegistration() ? (this.registrationState = c.RegistrationDisabled, this.worker.dispatchRegistered()) : (this.registrationState = c.Registering, this.worker.sendRegisterRequest())) : this.showIgnored("onTrouterConnected");
              }, t3.prototype.onReconnectRequired = function(t4, e2, n2) {
                this.state === o.AnonymousConnecting || this.state === o.WebsocketAuthenticating ? void 0 === n2 || "host" !== n2.target || void 0 === n2.url || "" === n2.url ? (this.logger.error("unexpected reconnect arguments: ".concat(null === n2 || void 0 === n2 ? void 0 : n2.target, " ").concat(null === n2 || void 0 === n2 ? void 0 : n2.url, ", reconnecting without cache")), this.cleanUpAndInitiateReconnect({ backoff: true, allowCachedToken: true, fallbackReason: { kind: "redirect-no-host" } })) : this.cleanUpAndInitiateReconnect({ backoff: true, allowCachedToken: true, fallbackReason: { kind: "redirect", host: n2.url } }) : this.worker.dispatchReconnectIsRequired(t4, e2);
              }, t3.prototype.disableAutoReconnect = function() {
                this.autoReconnect = false;
              }, t3.prototype.onDownstreamRequest = function(t4) {
                this.state === o.Connected ? (this.switchToIncallModeIfEnabled(), this.worker.dispatchDownstreamRequest(t4)) : this.showIgnored("onDownstreamRequest");
              }, t3.prototype.onTrouterMessageLost = function(t4) {
                this.state === o.Connected ? this.worker.dispatchTrouterMessageLost(t4) : this.showIgnored("onTrouterMessageLost");
              }, t3.prototype.onPingInterval = function() {
                this.state === o.Connected ? this.worker.sendPingRequest() : this.showIgnored("onPingInterval");
              }, t3.prototype.onPingResponseTimeout = function() {
                this.onMissedResponse("onPingResponseTimeout");
              }, t3.prototype.onPingResponse = function() {
                this.state === o.Connected || this.showIgnored("onPingResponse");
              }, t3.prototype.onRegistrationFailed = function() {
                this.state === o.Connected && this.registrationState === c.Registering ? (this.worker.dispatchUnregistered(), this.registrationState = c.Retrying, this.worker.startRegistrationRetryTimer()) : this.state === o.Connected && this.registrationState === c.RegisteringButResendPending ? (this.registrationState = c.Registering, this.worker.sendRegisterRequest()) : this.showIgnored("onRegistrationFailed");
              }, t3.prototype.onRetryRegistration = function() {
                this.state === o.Connected && this.registrationState === c.Retrying ? (this.registrationState = c.Registering, this.worker.sendRegisterRequest()) : this.showIgnored("onRetryRegistration");
              }, t3.prototype.onRegistrationSucceeded = function() {
                this.state === o.Connected && this.registrationState === c.Registering ? (this.registrationState = c.Registered, this.worker.dispatchRegistered(), this.worker.startRegistrationTimer()) : this.state === o.Connected && this.registrationState === c.RegisteringButResendPending ? (this.registrationState = c.Registering, this.worker.sendRegisterRequest()) : this.showIgnored("onRegistrationSucceeded");
              }, t3.prototype.onRegistrationNearExpiry = function() {
                this.state === o.Connected && this.registrationState === c.Registered ? (this.registrationState = c.Registering, this.worker.sendRegisterRequest()) : this.showIgnored("onRegistrationNearExpiry");
              }, t3.prototype.onUnregistrationDone = function() {
                this.state === o.Unregistering ? (this.setState(o.Initial), this.worker.dispatchUnregistered(), this.worker.dispatchDisconnected()) : this.showIgnored("onUnregistrationDone");
              }, t3.prototype.onResendRegistration = function() {
                this.worker.dispatchUnregistered(), this.state === o.Connected && this.registrationState === c.Registered ? (this.registrationState = c.Registering, this.worker.stopRegistrationTimer(), this.worker.sendRegisterRequest()) : this.state === o.Connected && this.registrationState === c.Registering && (this.registrationState = c.RegisteringButResendPending);
              }, t3.prototype.onIncallModeTimer = function() {
                this.worker.exitIncallMode(), this.state === o.Connected ? (this.worker.stopPingTimer(), this.worker.startPingTimer()) : this.showIgnored("onIncallModeTimer");
              }, t3.prototype.onSetNewUserActivityState = function() {
                this.worker.sendUserActivityState(i.UserActivityEventReason.Modified, this.state === o.Connected);
              }, t3.prototype.onActivityStateResponseTimeout = function() {
                this.onMissedResponse("onActivityStateResponseTimeout");
              }, t3.prototype.forceReconnect = function(t4) {
                this.state === o.Connected && this.worker.sendDisconnectTelemetryEvent(t4), this.worker.resetTokenBackoff(), this.cleanUpAndInitiateReconnect({ backoff: false, allowCachedToken: true });
              }, t3.prototype.onTerminalError = function() {
                this.logger.error("Cannot proceed, reached terminal state. Switching from state '".concat(o[this.state], "' to ").concat(o[o.TerminalError])), this.stop(true, true), this.setState(o.TerminalError);
              }, t3.prototype.onMissedResponse = function(t4) {
                this.state === o.Connected ? (this.worker.sendDisconnectTelemetryEvent(t4), this.cleanUpAndInitiateReconnect({ backoff: false, allowCachedToken: true })) : this.showIgnored(t4);
              }, t3.prototype.showIgnored = function(t4) {
                this.logger.debug("Ignoring event '".concat(t4, "' in state '").concat(o[this.state], "'"));
              }, t3.prototype.setState = function(t4) {
                if (this.logger.info("Switching from state '".concat(o[this.state], "' to state '").concat(o[t4], "'")), this.state === t4) return void this.logger.error("Attempt to switch to the current state '".concat(o[t4], "'"));
                this.state = t4;
              }, t3.prototype.switchToIncallModeIfEnabled = function() {
                this.incallModeEnabled && (this.worker.isIncallMode() || (this.worker.enterIncallMode(), this.worker.stopPingTimer(), this.worker.startPingTimer()), this.worker.restartIncallModeTimer());
              }, t3.prototype.cleanUpAndInitiateReconnect = function(t4) {
                if (!this.autoReconnect) return this.logger.info("Automatic reconnect is disabled, stopping this connection"), void this.stop(true);
                this.worker.cancelPendingRegistrationRequests(), this.worker.stopConnectionTimer(), this.worker.stopPingTimer(), this.worker.clearSentEventTimers(), this.worker.stopRegistrationTimer(), this.worker.stopSocketIo(), this.setState(o.RetrievingToken), this.worker.dispatchReconnecting(), this.worker.getToken(t4.allowCachedToken, t4.backoff, t4.claimsChallenge, t4.fallbackReason);
              }, t3;
            })();
            e.TrouterFsm = a;
          }, function(t2, e, n) {
            function o(t3, e2) {
              var n2 = e2 ? void 0 : { "X-MS-Migration": "True" };
              switch (t3.tokenType.toLowerCase()) {
                case "skype":
                  return c({ "X-Skypetoken": t3.token }, n2);
                case "aad":
                case "cae":
                  return c({ Authorization: "Bearer ".concat(t3.token) }, n2);
                default:
                  throw new Error("unsupported token type: ".concat(t3.tokenType));
              }
            }
            function i(t3) {
              return void 0 !== t3 && null !== t3 && "function" == typeof t3.toString ? t3.toString() : "[".concat(typeof t3, "]");
            }
            function r(t3) {
              return "object" == typeof t3 && null !== t3 && void 0 !== t3.stack ? (0, l.toJson)(t3.stack) : '"(no error.stack)"';
            }
            function s(t3) {
              return "object" == typeof t3 && null !== t3 && "string" == typeof t3.message ? t3.message : "(no error.message)";
            }
            var c = this && this.__assign || function() {
              return c = Object.assign || function(t3) {
                for (var e2, n2 = 1, o2 = arguments.length; n2 < o2; n2++) {
                  e2 = arguments[n2];
                  for (var i2 in e2) Object.prototype.hasOwnProperty.call(e2, i2) && (t3[i2] = e2[i2]);
                }
                return t3;
              }, c.apply(this, arguments);
            }, a = this && this.__awaiter || function(t3, e2, n2, o2) {
              function i2(t4) {
                return t4 instanceof n2 ? t4 : new n2(function(e3) {
                  e3(t4);
                });
              }
              return new (n2 || (n2 = Promise))(function(n3, r2) {
                function s2(t4) {
                  try {
                    a2(o2.next(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function c2(t4) {
                  try {
                    a2(o2.throw(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function a2(t4) {
                  t4.done ? n3(t4.value) : i2(t4.value).then(s2, c2);
                }
                a2((o2 = o2.apply(t3, e2 || [])).next());
              });
            }, u = this && this.__generator || function(t3, e2) {
              function n2(t4) {
                return function(e3) {
                  return o2([t4, e3]);
                };
              }
              function o2(n3) {
                if (i2) throw new TypeError("Generator is already executing.");
                for (; c2 && (c2 = 0, n3[0] && (a2 = 0)), a2; ) try {
                  if (i2 = 1, r2 && (s2 = 2 & n3[0] ? r2.return : n3[0] ? r2.throw || ((s2 = r2.return) && s2.call(r2), 0) : r2.next) && !(s2 = s2.call(r2, n3[1])).done) return s2;
                  switch (r2 = 0, s2 && (n3 = [2 & n3[0], s2.value]), n3[0]) {
                    case 0:
                    case 1:
                      s2 = n3;
                      break;
                    case 4:
                      return a2.label++, { value: n3[1], done: false };
                    case 5:
                      a2.label++, r2 = n3[1], n3 = [0];
                      continue;
                    case 7:
                      n3 = a2.ops.pop(), a2.trys.pop();
                      continue;
                    default:
                      if (s2 = a2.trys, !(s2 = s2.length > 0 && s2[s2.length - 1]) && (6 === n3[0] || 2 === n3[0])) {
                        a2 = 0;
                        continue;
                      }
                      if (3 === n3[0] && (!s2 || n3[1] > s2[0] && n3[1] < s2[3])) {
                        a2.label = n3[1];
                        break;
                      }
                      if (6 === n3[0] && a2.label < s2[1]) {
                        a2.label = s2[1], s2 = n3;
                        break;
                      }
                      if (s2 && a2.label < s2[2]) {
                        a2.label = s2[2], a2.ops.push(n3);
                        break;
                      }
                      s2[2] && a2.ops.pop(), a2.trys.pop();
                      continue;
                  }
                  n3 = e2.call(t3, a2);
                } catch (t4) {
                  n3 = [6, t4], r2 = 0;
                } finally {
                  i2 = s2 = 0;
                }
                if (5 & n3[0]) throw n3[1];
                return { value: n3[0] ? n3[1] : void 0, done: true };
              }
              var i2, r2, s2, c2, a2 = { label: 0, sent: function() {
                if (1 & s2[0]) throw s2[1];
                return s2[1];
              }, trys: [], ops: [] };
              return c2 = { next: n2(0), throw: n2(1), return: n2(2) }, "function" == typeof Symbol && (c2[Symbol.iterator] = function() {
                return this;
              }), c2;
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.TrouterConnection = e.ReconnectReason = void 0;
            var h, d = n(21), l = n(3), p = n(15), g = n(1), f2 = n(16), v = n(17), m = n(2), y = n(4), T = n(0), S = n(5), k = n(6), w = n(12), b = /* @__PURE__ */ (function() {
              function t3() {
                this.cv = g.CLIENT_VERSION, this.ua = "", this.hr = "", this.v = "";
              }
              return t3;
            })(), R = (function() {
              function t3() {
                this["force new connection"] = true, this.reconnect = false, this.query = "", this.ackTimeoutMs = 5e3;
              }
              return t3.prototype.rewriteUrlForProxy = function(t4) {
                return t4;
              }, t3;
            })(), C = "MS-CV", E = (function() {
              function t3(t4, e2) {
                this.logger = e2, this.cvCounter = 0;
                var n2 = JSON.parse(t4);
                this.startTS = this.safeJsonNumber(n2, "startTS", 0), this.url = this.safeJsonString(n2, "url", ""), this.shortUrl = this.safeJsonString(n2, "shortUrl", ""), this.body = this.safeJsonString(n2, "body", ""), this.headers = this.safeJsonRecord(n2, "headers", {}), this.id = this.safeJsonNumber(n2, "id", -1), this.method = this.safeJsonString(n2, "method", ""), this.replied = false, this.timedout = false, this.receivedCv = this.headers[C], this.updateCvHeader();
              }
              return Object.defineProperty(t3.prototype, "correlationVector", { get: function() {
                return this.receivedCv ? "".concat(this.receivedCv, ".").concat(this.cvCounter) : "";
              }, enumerable: false, configurable: true }), t3.prototype.on = function(t4, e2) {
                "data" === t4 ? this.dataCallback = e2 : "end" === t4 && ("function" == typeof this.dataCallback && this.dataCallback(this.body), e2());
              }, t3.prototype.incrementCorrelationVector = function() {
                ++this.cvCounter, this.updateCvHeader();
              }, t3.prototype.updateCvHeader = function() {
                var t4 = this.correlationVector;
                t4 && (this.headers[C] = t4);
              }, t3.prototype.safeJsonNumber = function(t4, e2, n2) {
                var o2;
                if (null !== t4 && void 0 !== t4 && Object.prototype.hasOwnProperty.call(t4, e2)) {
                  var i2 = t4;
                  if ("number" == typeof i2[e2]) return i2[e2];
                  if ("string" == typeof i2[e2]) return parseFloat(i2[e2]);
                  null === (o2 = this.logger) || void 0 === o2 || o2.warn("unexpected type of '".concat(e2, "': ").concat(typeof i2[e2]));
                }
                return n2;
              }, t3.prototype.safeJsonString = function(t4, e2, n2) {
                var o2;
                if (null !== t4 && void 0 !== t4 && Object.prototype.hasOwnProperty.call(t4, e2)) {
                  var i2 = t4;
                  if ("string" == typeof i2[e2]) return i2[e2];
                  null === (o2 = this.logger) || void 0 === o2 || o2.warn("unexpected type of '".concat(e2, "': ").concat(typeof i2[e2]));
                }
                return n2;
              }, t3.prototype.safeJsonRecord = function(t4, e2, n2) {
                var o2;
                if (null !== t4 && void 0 !== t4 && Object.prototype.hasOwnProperty.call(t4, e2)) {
                  var i2 = t4;
                  if ("object" == typeof i2[e2]) return i2[e2];
                  null === (o2 = this.logger) || void 0 === o2 || o2.warn("unexpected type of '".concat(e2, "': ").concat(typeof i2[e2]));
                }
                return n2;
              }, t3;
            })(), I = (function() {
              function t3(t4, e2, n2) {
                this.request = t4, this.responseData = e2, this.sendResponse = n2;
              }
              return t3.prototype.writeHead = function(t4, e2) {
                this.responseData.status = t4, this.responseData.headers = e2;
              }, t3.prototype.write = function(t4) {
                this.responseData.body += t4;
              }, t3.prototype.end = function(t4) {
                return t4 && (this.responseData.body += t4), this.sendResponse(this.request, this.responseData);
              }, t3;
            })(), A = /* @__PURE__ */ (function() {
              function t3(t4) {
                this.name = t4, this.args = {}, this.timeoutTimerId = 0;
              }
              return t3;
            })();
            !(function(t3) {
              t3[t3.Configuration = 0] = "Configuration", t3[t3.ServerInitiated = 1] = "ServerInitiated";
            })(h || (e.ReconnectReason = h = {}));
            var U = (function() {
              function t3(t4, e2, n2, o2, i2, r2, s2, c2) {
                var a2, u2 = this;
                this.options = e2, this.manager = n2, this.tokenProvider = o2, this.usingLegacyTokenApi = i2, this.protocolSelector = s2, this.audienceSubscriptionState = c2, this.WEBSOCKET_TRANSPORT_NAME = "websocket", this.XHR_POLLING_TRANSPORT_NAME = "xhr-polling", this.AUDIENCE_SUBSCRIPTION_RESULT_ERROR = "Error", this.AUDIENCE_SUBSCRIPTION_RESULT_UNSUBSCRIBED = "Unsubscribed", this.AUDIENCE_SUBSCRIPTION_RESULT_TIMEOUT = "Timeout", this.AUDIENCE_SUBSCRIPTION_RESULT_BAD_REQUEST = "BadRequest", this.AUDIENCE_SUBSCRIPTION_STATE_QUERY_PARAM_REGEX = /&audienceSubscriptionState=[^&]*|^audienceSubscriptionState=[^&]*&?/, this.connectionId = "", this.inIncallMode = false, this.connectionAttempt = 0, this.connectedClientId = "", this.isNavigatorOnline = true, this.onNavigatorOnlineStatusUpdateBound = this.onNavigatorOnlineStatusUpdate.bind(this), this.c2cUrlBase = "", this.connectingErrorsInRow = 0, this.unauthorizedErrorCount = 0, this.pendingSentEventTimers = {}, this.lastDisconnectReason = "", this.UNKNOWN_TRANSPORT = "unknown_transport", this.connectingErrorsThreshold = 3, this.pendingAudienceSubscription = void 0, this.logger = new T.Logger("Connection", t4), this.timeoutOptions = this.options.timeoutOptions, this.tokenBackoff = new v.ExponentialBackoff(this.logger, this.timeoutOptions.maxBackoffMs), this.clientID = Date.now(), "undefined" != typeof window && window.location && (this.domId = window.location.hostname);
                var h2 = new b();
                h2.cv = g.CLIENT_VERSION, h2.ua = "", (null === (a2 = this.options) || void 0 === a2 ? void 0 : a2.clientInfo) && (h2.ua = this.safeString(this.options.clientInfo.ua), h2.v = this.safeString(this.options.clientInfo.v)), this.clientInfo = h2, this.connectionTracker = new p.ConnectionTracker(t4, this.clientID, this.clientInfo, function() {
                  return u2.getServerState();
                }, this.options.endpointId, this.options.clientCorrelationID, this.options.environment), this.applyConnectionTrackerOptions(e2);
                var l2 = this.options.incallModeTimeoutMs > 0;
                if (this.fsm = new k.TrouterFsm(t4, this, l2, this.protocolSelector), e2.registration) {
                  var f3 = { registrarUrl: e2.registration.registrarUrl, proxyUrlRewrite: e2.rewriteUrlForProxy, registrationId: e2.registration.registrationId, requestTimeoutMs: e2.timeoutOptions.fetchTimeoutMs, initialRetryDelayMs: 1e3, maxRetryDelayMs: e2.timeoutOptions.maxBackoffMs, usingLegacyTokenApi: this.usingLegacyTokenApi, maxRetriesForGetToken: e2.retryLimitOnTokenFetch, extraRegistrationHeaders: e2.extraConnectionHeaders };
                  this.registrarClient = (0, d.createRegistrarClient)(t4, this.tokenProvider, f3);
                }
                this.userActivityState = r2;
              }
              return t3.prototype.start = function(t4) {
                this.logger.info("Starting"), this.reconnectParams = t4, "undefined" != typeof window && window.navigator && window.addEventListener ? (this.isNavigatorOnline = window.navigator.onLine, window.addEventListener("online", this.onNavigatorOnlineStatusUpdateBound), window.addEventListener("offline", this.onNavigatorOnlineStatusUpdateBound), this.logger.debug("Registered for browser online notifications - current state: ".concat(this.isNavigatorOnline))) : this.isNavigatorOnline = true, this.fsm.start();
              }, t3.prototype.stop = function(t4) {
                this.logger.info("Stopping"), "undefined" != typeof window && window.navigator && (window.removeEventListener("online", this.onNavigatorOnlineStatusUpdateBound), window.removeEventListener("offline", this.onNavigatorOnlineStatusUpdateBound)), this.fsm.stop(t4), this.connectionTracker.close();
              }, t3.prototype.configure = function(t4) {
                var e2 = this.options.trouterUrl !== t4.trouterUrl;
                this.options = t4, this.applyConnectionTrackerOptions(t4), e2 && (this.logger.info("Configuration changed. Reconnection required."), this.fsm.onReconnectRequired(false, h.Configuration));
              }, t3.prototype.checkConnection = function(t4) {
                this.logger.info("checkConnection called with ".concat(t4)), this.fsm.checkConnection(t4), t4 && this.connectionTracker.sendTelemetry(p.ClientEventName.CheckConnection, { disconnectDetected: t4 }, []);
              }, t3.prototype.disableRegistrationsAndAutoReconnect = function() {
                this.stopRegistrationTimer(), this.cancelPendingRegistrationRequests(), this.fsm.disableAutoReconnect();
              }, t3.prototype.getServerState = function() {
                return new y.ServerState(this.connectionId, this.connectedClientId, this.domId ? this.domId : "", this.allocateResult ? this.allocateResult.url : "", this.allocateResult ? this.allocateResult.surl : "", this.c2cUrlBase, this.connectionExpireTimestampInSecs);
              }, t3.prototype.getState = function() {
                return this.fsm.getState();
              }, t3.prototype.getToken = function(t4, e2, n2, o2, i2) {
                var r2 = this;
                void 0 === i2 && (i2 = 0), this.logger.info("Getting token ".concat(e2 ? "with backoff" : "without backoff"));
                var s2 = function() {
                  r2.connectionTracker.trackStart("token");
                  var e3 = { needFresh: !t4, wwwAuthenticateHeader: n2, supportedTokenTypes: g.SUPPORTED_TOKEN_TYPES, purpose: "trouter" };
                  r2.logger.info("Requesting token: needFresh=".concat(e3.needFresh, " ") + "types=[".concat(g.SUPPORTED_TOKEN_TYPES, "], ") + "wwwAuthenticateHeader is ".concat(e3.wwwAuthenticateHeader ? "non empty" : "empty")), r2.tokenProvider(e3).then(function(t5) {
                    r2.logger.debug("".concat(t5.tokenType, " token is received")), r2.connectionTracker.trackEnd("token"), r2.fsm.onTokenReceived(t5, o2, r2.reconnectParams);
                  }).catch(function(e4) {
                    var s3 = (0, l.toJson)(e4.stack);
                    if (r2.logger.error("Getting token failed, will retry after timeout. Error: ".concat(s3)), r2.connectionTracker.trackError("token", s3), !r2.canRetryTokenFetchRequest(i2 + r2.unauthorizedErrorCount)) {
                      return r2.connectionTracker.trackError("token", "getToken retry limit hit, reached terminal error state"), r2.resetTokenBackoff(), void r2.fsm.onTerminalError();
                    }
                    r2.getToken(t4, true, n2, o2, i2 + 1);
                  });
                };
                e2 ? this.tokenBackoff.backoff("getting token", s2) : (this.resetTokenBackoff(), s2());
              }, t3.prototype.startConnectionTimer = function() {
                var t4 = this;
                this.stopConnectionTimer(), this.logger.debug("Starting connection timeout for ".concat(this.timeoutOptions.connectionTimeoutMs, " ms")), this.connectionTimeoutId = setTimeout(function() {
                  t4.logger.info("Connection timeout is fired"), t4.fsm.onConnectingTimeout();
                }, this.timeoutOptions.connectionTimeoutMs);
              }, t3.prototype.stopConnectionTimer = function() {
                this.connectionTimeoutId && (this.logger.debug("Stopping connection timeout"), clearTimeout(this.connectionTimeoutId), this.connectionTimeoutId = void 0);
              }, t3.prototype.startPingTimer = function() {
                var t4 = this;
                "websocket" === this.transportTypeName ? (this.logger.debug("Starting ping timeout for ".concat(this.timeoutOptions.pingTimeoutMs, " ms")), this.pingTimerId = setInterval(function() {
                  t4.logger.info("Ping interval fired"), t4.fsm.onPingInterval();
                }, this.timeoutOptions.pingTimeoutMs)) : this.logger.debug("Not starting ping for transport ".concat(this.transportTypeName));
              }, t3.prototype.stopPingTimer = function() {
                this.pingTimerId && (this.logger.debug("Stopping ping timeout"), this.clearPingResponseTimer(), clearInterval(this.pingTimerId), this.pingTimerId = void 0);
              }, t3.prototype.shouldSkipRegistration = function() {
                return void 0 === this.options.registration;
              }, t3.prototype.hasCustomRegistrationTtl = function() {
                var t4, e2;
                return void 0 !== (null === (t4 = this.options.registration) || void 0 === t4 ? void 0 : t4.registrarTtlSec) && 0 !== (null === (e2 = this.options.registration) || void 0 === e2 ? void 0 : e2.registrarTtlSec);
              }, t3.prototype.startRegistrationTimer = function() {
                var t4 = this;
                this.stopRegistrationTimer();
                var e2 = this.getRegistrationTtl(), n2 = e2[0], o2 = e2[1];
                if (n2 <= 30 || !o2) return this.logger.debug("Starting registration expiration timer (TTL ".concat(n2, " sec)")), void (this.registrationTimerId = setTimeout(function() {
                  t4.registrationTimerId = void 0, t4.logger.warn("Registration expired but the connection is still alive. Should never happen"), t4.dispatchUnregistered();
                }, 1e3 * n2));
                var i2 = n2 - 30;
                this.logger.debug("Starting registration extension timer for ".concat(i2, " sec")), this.registrationTimerId = setTimeout(function() {
                  t4.logger.info("Registration extension timer fired"), t4.registrationTimerId = setTimeout(function() {
                    t4.registrationTimerId = void 0, t4.logger.debug("Registration extension did not happen in time"), t4.dispatchUnregistered();
                  }, 3e4), t4.fsm.onRegistrationNearExpiry();
                }, 1e3 * i2);
              }, t3.prototype.startRegistrationRetryTimer = function() {
                var t4 = this;
                this.stopRegistrationTimer();
                this.registrationTimerId = setTimeout(function() {
                  t4.registrationTimerId = void 0, t4.fsm.onRetryRegistration();
                }, 123e3);
              }, t3.prototype.stopRegistrationTimer = function() {
                this.registrationTimerId && (this.logger.debug("Stopping registration timeout"), clearTimeout(this.registrationTimerId), this.registrationTimerId = void 0);
              }, t3.prototype.resendRegistration = function() {
                if (!this.registrarClient) throw new Error("Trouter Client not configured to handle registrations");
                return this.fsm.onResendRegistration(), Promise.resolve();
              }, t3.prototype.buildSocketIoUrlParams = function(t4, e2) {
                if (!this.allocateResult) throw new Error("Allocate result is undefined in buildSocketIoUrlParams()");
                for (var n2 = {}, o2 = this.allocateResult.connectparams, i2 = 0, r2 = Object.keys(o2); i2 < r2.length; i2++) {
                  var s2 = r2[i2];
                  if (void 0 !== o2[s2]) {
                    var c2 = o2[s2];
                    "string" == typeof c2 || "number" == typeof c2 ? n2[s2] = c2 : this.logger.error("signatureData[".concat(s2, "] has unsupported type ").concat(typeof c2));
                  }
                }
                return n2.v = "v4", n2.tc = encodeURI((0, l.toJson)(this.clientInfo)), n2.timeout = this.timeoutOptions.pingTimeoutMs / 1e3, n2.auth = "true", this.options.endpointId && (n2.epid = this.options.endpointId), t4 && (n2.userActivity = encodeURI((0, l.toJson)(t4))), e2 && (n2.audienceSubscriptionState = encodeURIComponent((0, l.toJson)(e2))), this.appendConnectedClientIds(this.buildQuery(n2), true);
              }, t3.prototype.startSocketIo = function(t4) {
                var e2, n2;
                if (this.logger.debug("Starting socket io"), this.connectionTracker.trackStart("connectSocket"), !this.allocateResult) throw new Error("Allocate result is undefined in startSocketIo()");
                var i2 = this.options.ioOptions ? c({}, this.options.ioOptions) : new R(), r2 = this.userActivityState.state !== m.UserActivityState.Unknown ? this.userActivityState.increaseCvAndGetEventObject() : void 0, s2 = null === (e2 = this.audienceSubscriptionState) || void 0 === e2 ? void 0 : e2.increaseCvAndGetEventObject();
                if (i2["force new connection"] = true, i2.reconnect = false, i2.rewriteUrlForProxy = this.options.rewriteUrlForProxy, i2.requestHeaders = c(c({}, this.options.extraConnectionHeaders), o(t4, this.usingLegacyTokenApi)), i2.query = this.buildSocketIoUrlParams(r2, s2), this.logger.info("connecting to ".concat(this.allocateResult.socketio, "?").concat(i2.query)), this.stopSocketIo(), this.socket = (null !== (n2 = this.options.io) && void 0 !== n2 ? n2 : w).connect(this.allocateResult.socketio, i2), void 0 === this.socket) throw new Error("Can't create Socket.io object");
                this.attachSocketIoHandlers(this.socket, t4, r2, s2);
              }, t3.prototype.stopSocketIo = function() {
                if (this.socket) {
                  this.logger.debug("clearing socket.io");
                  try {
                    for (var t4 = 0, e2 = ["connecting", "connect", "connect_failed", "close_during_connecting", "disconnect", "reconnect", "reconnect_failed", "reconnecting", "error", "message", "trouter.connected", "trouter.reconnect", "trouter.message_loss"]; t4 < e2.length; t4++) {
                      var n2 = e2[t4];
                      this.socket.removeAllListeners(n2);
                    }
                    this.socket.disconnect(), this.logger.debug("cleared socket"), this.socket = void 0;
                  } catch (t5) {
                    this.logger.error("exception in disconnecting previous socket. Error: ".concat(r(t5)));
                  }
                }
              }, t3.prototype.dispatchConnected = function() {
                this.logger.info("dispatching connected"), this.manager.onConnected(this);
              }, t3.prototype.dispatchRegistered = function() {
                this.logger.info("dispatching registered"), this.manager.onRegistered(this);
              }, t3.prototype.dispatchUnregistered = function() {
                this.logger.info("dispatching unregistered"), this.manager.onUnregistered(this);
              }, t3.prototype.dispatchDownstreamRequest = function(t4) {
                var e2 = this;
                this.logger.debug("dispatching downstream request");
                try {
                  var n2 = new I(t4, new p.ResponseData(t4.id), function(t5, n3) {
                    return e2.logger.debug("sending response to downstream"), e2.sendResponse(t5, n3);
                  });
                  this.manager.onDownstreamRequest(this, t4, n2);
                } catch (t5) {
                  this.logger.error("exception in socket.on message. Error : ".concat(r(t5)));
                }
              }, t3.prototype.dispatchReconnecting = function() {
                this.logger.info("dispatching reconnecting"), this.manager.onReconnecting(this);
              }, t3.prototype.dispatchReconnectIsRequired = function(t4, e2) {
                this.logger.info("dispatching reconnect is required by server"), this.manager.onReconnectIsRequired(this, t4, e2);
              }, t3.prototype.dispatchDisconnected = function() {
                this.logger.info("dispatching disconnected"), this.manager.onDisconnected(this);
              }, t3.prototype.dispatchTerminalError = function() {
                this.logger.info("dispatching terminal error"), this.manager.onTerminalError(this);
              }, t3.prototype.dispatchTrouterMessageLost = function(t4) {
                this.logger.info("dispatching trouter message lost"), this.manager.onTrouterMessageLost(t4);
              }, t3.prototype.countDisconnectBeforeConnectionEstablishment = function() {
                this.logger.warn("counting disconnect before connection was fully established as a connection failure"), ++this.connectingErrorsInRow >= this.connectingErrorsThreshold && this.resetReconnectParamsOnErrorThreshold();
              }, t3.prototype.sendProcessedDroppedIndicators = function(t4) {
                var e2 = this;
                try {
                  this.logger.debug("emitting processed flow tags to the server");
                  var n2 = new A("trouter.processed_message_loss");
                  n2.args = { droppedIndicators: t4 }, this.sendDownstreamEvent(n2, function() {
                    e2.logger.info("emitted processed flow tags to the server");
                  });
                } catch (t5) {
                  var o2 = r(t5);
                  this.logger.error("unable to send processed message loss event. Error: ".concat(o2)), this.connectionTracker.trackError("trouter.processed_message_loss", o2, false);
                }
              }, t3.prototype.sendAllocateRequest = function(t4) {
                var e2 = this;
                this.connectionAttempt++, this.connectionTracker.trackNewConnection();
                var n2, i2 = this.options.trouterUrl, r2 = this.reconnectParams, s2 = "string" == typeof (null === r2 || void 0 === r2 ? void 0 : r2.se) ? parseInt(r2.se, 10) : "number" == typeof (null === r2 || void 0 === r2 ? void 0 : r2.se) ? r2.se : void 0;
                s2 && s2 <= Date.now() + 36e5 && (this.logger.warn("Dropping expired cached connection parameters: ".concat(new Date(s2))), this.reconnectParams = r2 = void 0), r2 && r2.serviceUrl !== i2 && (this.logger.warn("Dropping cached connection parameters for a different environment (".concat(r2.serviceUrl, ", now ").concat(i2, ")")), this.reconnectParams = r2 = void 0), (null === r2 || void 0 === r2 ? void 0 : r2.reconnectUrl) && (i2 = r2.reconnectUrl), n2 = r2 ? c(c({}, r2), { serviceUrl: void 0, reconnectUrl: void 0 }) : null, i2 = (0, S.adaptUrl)(i2, "v4a"), i2 = this.appendCorrelationIds(i2, false), i2 = this.appendEndpointId(i2, false), n2 && (i2 += "&".concat(this.buildQuery(n2)), n2.v || (i2 += "&v=".concat("v4"))), i2 = this.options.rewriteUrlForProxy(i2);
                var a2 = new Request(i2, { method: "POST", mode: "cors", headers: new Headers(c(c({ "Content-Type": "text/plain" }, this.options.extraConnectionHeaders), o(t4, this.usingLegacyTokenApi))) });
                this.logger.info("sendAllocateRequest: POST ".concat(i2)), this.connectionTracker.trackStart("allocation");
                var u2, h2 = Date.now(), d2 = -1, p2 = false;
                (0, l.fetchWithTimeout)(a2, this.timeoutOptions.fetchTimeoutMs).then(function(t5) {
                  var n3;
                  if (d2 = t5.status, !t5.ok) throw u2 = null !== (n3 = t5.headers.get("www-authenticate")) && void 0 !== n3 ? n3 : void 0, p2 = "1" === t5.headers.get("x-trouter-skypetoken-deprecated"), e2.logger.warn("Allocation request got response status ".concat(t5.status, ", www-authenticate header was ").concat(u2 ? "not empty" : "empty")), new Error(t5.statusText);
                  var o2 = t5.headers.get("content-type");
                  if (!o2 || "application/json" !== o2 && !o2.startsWith("application/json;")) throw new Error("Content-type '".concat(o2, "' is unexpected"));
                  return e2.connectionTracker.trackEnd("allocation"), t5.json();
                }).then(function(n3) {
                  e2.unauthorizedErrorCount = 0, e2.onAllocationResponse(n3, t4);
                }).catch(function(t5) {
                  e2.connectingErrorsInRow++;
                  var n3 = "".concat(t5).concat(d2 >= 0 ? ", status code ".concat(d2) : "");
                  if (e2.logger.error("".concat(e2.connectingErrorsInRow, " failed connecting attempt(s) in a row. ").concat(n3)), e2.connectionTracker.trackError("allocation", n3), p2) {
                    var o2 = "Skypetoken deprecated response, not retrying any further";
                    return e2.logger.error(o2), e2.connectionTracker.trackError("allocation", o2), void e2.fsm.onTerminalError();
                  }
                  if (401 === d2 && e2.unauthorizedErrorCount++, !e2.canRetryTokenFetchRequest(e2.unauthorizedErrorCount)) {
                    var o2 = "getToken retry limit hit, reached terminal error state";
                    return e2.connectionTracker.trackError("allocation", o2), void e2.fsm.onTerminalError();
                  }
                  if (-1 !== d2 || e2.isNavigatorOnline) {
                    if (e2.reconnectParams && e2.connectingErrorsInRow >= e2.connectingErrorsThreshold) {
                      if (d2 >= 400 && d2 <= 599) e2.resetReconnectParamsOnErrorThreshold();
                      else if (e2.reconnectParams.reconnectUrl && e2.connectingErrorsInRow % 3 == 0) {
                        e2.logger.warn("".concat(e2.connectingErrorsInRow, " connection attempts, testing nominal service URL"));
                        var i3 = Math.min(e2.timeoutOptions.connectionTimeoutMs - (Date.now() - h2) - 500, e2.timeoutOptions.fetchTimeoutMs);
                        return void e2.testNominalUrlConnectivity(i3).then(function(t6) {
                          e2.connectionTracker.trackProgress("nomcheck", t6 ? "ok" : "failed"), t6 ? (e2.logger.warn("Nominal service URL is reachable, erasing cached reconnect URL"), e2.reconnectParams && delete e2.reconnectParams.reconnectUrl) : e2.logger.warn("Nominal service URL is not reachable either, keeping cached reconnect URL"), e2.fsm.onAllocationFailed(false, void 0);
                        }, function() {
                          e2.fsm.onAllocationFailed(false, void 0);
                        });
                      }
                    }
                  } else e2.logger.info("Expected failure, the browser says it is not online at the moment");
                  e2.fsm.onAllocationFailed(401 === d2, u2);
                });
              }, t3.prototype.testNominalUrlConnectivity = function(t4) {
                var e2 = this;
                if (t4 < 1e3) return this.logger.warn("There is no time left to reasonably perform the nominal service URL connectivity check (".concat(t4, " ms), falling back to assuming that the connectivity is fine")), Promise.resolve(true);
                var n2;
                try {
                  var o2 = new URL(this.options.trouterUrl);
                  o2.pathname = "/", o2.search = "?" + this.buildQuery({ check: Date.now(), cor_id: encodeURIComponent(this.options.clientCorrelationID), epid: encodeURIComponent(this.options.endpointId ? this.options.endpointId : ""), tc: encodeURIComponent((0, l.toJson)(this.clientInfo)) }), n2 = new Request(this.options.rewriteUrlForProxy(o2.toString()), { method: "GET", headers: { Accept: "text/plain" } });
                } catch (t5) {
                  return this.logger.warn("Nominal service URL connectivity test request could not be created (".concat(t5, "), falling back to assuming that the connectivity is fine")), Promise.resolve(true);
                }
                return (0, l.fetchWithTimeout)(n2, t4).then(function(t5) {
                  if (200 !== t5.status) throw new Error("Not 200 OK: ".concat(t5.status, " ").concat(t5.statusText));
                  return t5.text();
                }).then(function(t5) {
                  if ("Trouter" !== t5) throw new Error('Not "Trouter": '.concat(t5.substring(0, 16)).concat(t5.length > 16 ? "..." : ""));
                  return true;
                }).catch(function(t5) {
                  return e2.logger.error("Nominal service URL connectivity test failed: ".concat(t5)), false;
                });
              }, t3.prototype.sendPingRequest = function() {
                var t4 = this;
                if (this.socket && void 0 === this.pingResponseTimerId) try {
                  this.logger.debug("emitting ping event");
                  var e2 = false;
                  this.socket.emit("ping", function() {
                    true !== e2 && t4.onPingResponse();
                  }), this.pingResponseTimerId = setTimeout(function() {
                    t4.logger.error("Ping response timeout is fired"), e2 = true, t4.clearPingResponseTimer(), t4.fsm.onPingResponseTimeout();
                  }, this.timeoutOptions.pongTimeoutMs);
                } catch (t5) {
                  var n2 = r(t5);
                  this.logger.error("unable to send ping. Error: ".concat(n2)), this.connectionTracker.trackError("ping", n2, false);
                }
              }, t3.prototype.connectV4c = function(t4, e2) {
                var n2, o2, i2, r2, s2, a2, u2 = this.options.ioOptions ? c({}, this.options.ioOptions) : new R();
                u2["force new connection"] = true, u2.reconnect = false, (null === (n2 = this.reconnectParams) || void 0 === n2 ? void 0 : n2.serviceUrl) && (0, S.adaptUrl)(this.reconnectParams.serviceUrl, "v4c") !== (0, S.adaptUrl)(this.options.trouterUrl, "v4c") && (this.logger.warn("Dropping cached connection parameters for a different environment (".concat(this.reconnectParams.serviceUrl, ", now ").concat(this.options.trouterUrl, ")")), this.reconnectParams = void 0);
                var h2 = null !== (r2 = null !== (o2 = (0, S.redirectUrlIfPresent)(e2)) && void 0 !== o2 ? o2 : "redirect-no-host" !== (null === e2 || void 0 === e2 ? void 0 : e2.kind) ? null === (i2 = this.reconnectParams) || void 0 === i2 ? void 0 : i2.reconnectUrl : void 0) && void 0 !== r2 ? r2 : this.options.trouterUrl, d2 = (0, S.adaptUrl)(h2, "v4c");
                u2["skipped handshake data"] = { timeout: 70, websocketUrl: d2 }, u2.query = this.buildV4cUrlParams(), u2.rewriteUrlForProxy = this.options.rewriteUrlForProxy;
                try {
                  if (this.stopSocketIo(), this.transportTypeName = "websocket", this.socket = (null !== (s2 = this.options.io) && void 0 !== s2 ? s2 : w).connect(this.options.trouterUrl, u2), void 0 === this.socket) throw new Error("failed to create Socket.io object");
                  var l2 = null === (a2 = this.audienceSubscriptionState) || void 0 === a2 ? void 0 : a2.increaseCvAndGetEventObject();
                  this.attachSocketIoHandlers(this.socket, t4, void 0, l2);
                } catch (t5) {
                  this.logger.error("".concat(t5)), this.connectionTracker.trackError("v4c", "".concat(t5)), this.fsm.onV4cException();
                }
              }, t3.prototype.sendV4cAuthenticationEvent = function(t4) {
                var e2, n2 = { headers: c(c({}, this.options.extraConnectionHeaders), o(t4, this.usingLegacyTokenApi)), connectparams: (0, S.reconnectParamsWithoutUrls)(this.reconnectParams) };
                null === (e2 = this.socket) || void 0 === e2 || e2.emit(g.USER_AUTHENTICATE_EVENT_NAME, n2);
              }, t3.prototype.setUserActivityState = function(t4) {
                var e2 = t4.state !== this.userActivityState.state;
                this.userActivityState = t4, e2 ? (this.logger.info("Changing user activity state to '".concat(t4.toEventJSON(), "'")), this.fsm.onSetNewUserActivityState()) : (this.logger.debug("Not changing the same user activity state '".concat(t4.toEventJSON(), "'")), this.manager.onUserActivityStateAccepted(t4.correlationVector.value()));
              }, t3.prototype.sendUserActivityState = function(t4, e2) {
                this.userActivityState.state !== m.UserActivityState.Unknown && ("websocket" === this.transportTypeName && e2 ? t4 === y.UserActivityEventReason.Connected ? this.sendUserActivityStateMultiple(2) : this.sendUserActivityStateMultiple(1) : "xhr-polling" === this.transportTypeName && t4 === y.UserActivityEventReason.Modified && this.fsm.forceReconnect("user activity/force reconnect"));
              }, t3.prototype.setAudienceSubscriptionsAsync = function(t4, e2) {
                var n2 = this.audienceSubscriptionState;
                if (this.audienceSubscriptionState = t4, this.transportTypeName === this.WEBSOCKET_TRANSPORT_NAME) return this.setAudienceSubscriptionsInternalAsync(t4.increaseCvAndGetEventObject(), e2);
                if (this.transportTypeName === this.XHR_POLLING_TRANSPORT_NAME) {
                  var o2 = this.setAudienceSubscriptionsLongpollInternalAsync(t4.increaseCvAndGetEventObject(), e2, n2);
                  return this.fsm.forceReconnect("set audience subscription force reconnect"), o2;
                }
                throw new Error("set audience subscription executed on an unknown transport");
              }, t3.prototype.setAudienceSubscriptionsUnsafeAsync = function(t4) {
                if (t4) return this.transportTypeName === this.WEBSOCKET_TRANSPORT_NAME ? this.setAudienceSubscriptionsInternalAsync(t4, 15e3) : void 0;
              }, t3.prototype.setAudienceSubscriptionsInternalAsync = function(t4, e2) {
                return a(this, void 0, void 0, function() {
                  var n2, o2, i2 = this;
                  return u(this, function(r2) {
                    switch (r2.label) {
                      case 0:
                        return this.logger.info("[WebSocket] Audience subscription set requested."), n2 = new A("audience.subscribe"), n2.args = t4, [4, new Promise(function(o3) {
                          var r3 = false, s2 = setTimeout(function() {
                            return r3 = true, o3(i2.buildAudienceSubscriptionsTimeoutResponse(t4));
                          }, e2);
                          i2.sendDownstreamEvent(n2, function(t5, e3) {
                            r3 || (clearTimeout(s2), i2.logger.debug("[Websocket] Audience subscription response: ".concat(e3)), i2.pendingAudienceSubscription && i2.onAudienceSubscriptionResult(e3), o3(e3));
                          });
                        })];
                      case 1:
                        return o2 = r2.sent(), this.manager.onAudiencesSetResolved(o2, t4.cv), [2, o2];
                    }
                  });
                });
              }, t3.prototype.setAudienceSubscriptionsLongpollInternalAsync = function(t4, e2, n2) {
                var o2;
                return a(this, void 0, void 0, function() {
                  var i2, r2, s2, c2, a2, h2, d2 = this;
                  return u(this, function(u2) {
                    switch (u2.label) {
                      case 0:
                        return this.logger.info("[XHR Polling] Audience subscription set requested."), this.pendingAudienceSubscription && (this.logger.error("Racing audience subscriptions occured. This situation resolves into undefined scenario and/or nasal demons."), clearTimeout(this.pendingAudienceSubscription.timeoutId)), 0 === t4.audiences.length ? [2, this.handleAudienceUnsubscribeLongpoll(t4.cv, n2)] : [4, new Promise(function(n3) {
                          var o3 = setTimeout(function() {
                            return d2.pendingAudienceSubscription = void 0, n3(d2.buildAudienceSubscriptionsTimeoutResponse(t4));
                          }, e2);
                          d2.pendingAudienceSubscription = { audienceSetResolve: n3, timeoutId: o3 };
                        })];
                      case 1:
                        return i2 = u2.sent(), this.manager.getState() === m.TrouterState.Unknown || this.transportTypeName === this.WEBSOCKET_TRANSPORT_NAME ? [2, i2] : (r2 = i2.responses[0], (null === r2 || void 0 === r2 ? void 0 : r2.result.audienceSubscriptionState) === this.AUDIENCE_SUBSCRIPTION_RESULT_BAD_REQUEST ? (this.clearAudienceSubscriptionStateQueryParam(), this.manager.onAudiencesSetResolved(i2, t4.cv), [2, i2]) : (s2 = i2.responses.find(function(e3) {
                          return e3.audienceId === t4.audiences[0].id;
                        }), (null === s2 || void 0 === s2 ? void 0 : s2.result.audienceSubscriptionState) === this.AUDIENCE_SUBSCRIPTION_RESULT_ERROR ? (this.clearAudienceSubscriptionStateQueryParam(), this.manager.onAudiencesSetResolved(i2, t4.cv), [2, i2]) : (c2 = (null === (o2 = null === n2 || void 0 === n2 ? void 0 : n2.audienceSubscriptionModel.audienceSubscriptions[0]) || void 0 === o2 ? void 0 : o2.id) !== (null === r2 || void 0 === r2 ? void 0 : r2.audienceId), n2 && c2 && (a2 = this.mapToSyntheticAudienceSubscriptionResponses(n2.audienceSubscriptionModel.audienceSubscriptions, this.AUDIENCE_SUBSCRIPTION_RESULT_UNSUBSCRIBED, 200), (h2 = i2.responses).push.apply(h2, a2)), this.manager.onAudiencesSetResolved(i2, t4.cv), [2, i2])));
                    }
                  });
                });
              }, t3.prototype.clearAudienceSubscriptionStateQueryParam = function() {
                var t4, e2, n2;
                (null === (n2 = null === (e2 = null === (t4 = this.socket) || void 0 === t4 ? void 0 : t4.socket) || void 0 === e2 ? void 0 : e2.options) || void 0 === n2 ? void 0 : n2.query) && (this.socket.socket.options.query = this.socket.socket.options.query.replace(this.AUDIENCE_SUBSCRIPTION_STATE_QUERY_PARAM_REGEX, ""));
              }, t3.prototype.handleAudienceUnsubscribeLongpoll = function(t4, e2) {
                var n2;
                this.audienceSubscriptionState = void 0;
                var o2 = { responses: [] };
                if (e2) {
                  var i2 = this.mapToSyntheticAudienceSubscriptionResponses(e2.audienceSubscriptionModel.audienceSubscriptions, this.AUDIENCE_SUBSCRIPTION_RESULT_UNSUBSCRIBED, 200);
                  (n2 = o2.responses).push.apply(n2, i2);
                }
                return this.manager.onAudiencesSetResolved(o2, t4), o2;
              }, t3.prototype.buildAudienceSubscriptionsTimeoutResponse = function(t4) {
                return this.logger.error("Audience subscription attempt has timed out."), { responses: this.mapToSyntheticAudienceSubscriptionResponses(t4.audiences, this.AUDIENCE_SUBSCRIPTION_RESULT_TIMEOUT) };
              }, t3.prototype.mapToSyntheticAudienceSubscriptionResponses = function(t4, e2, n2) {
                return t4.map(function(t5) {
                  return { audienceId: t5.id, result: { audienceSubscriptionState: e2, responseStatus: n2 } };
                });
              }, t3.prototype.expediteBackoff = function() {
                this.tokenBackoff.expediteIfPending();
              }, t3.prototype.sendRegisterRequest = function() {
                var t4 = this;
                if (!this.options.registration || !this.registrarClient) throw new Error("Internal error - options.registration is undefined");
                if (!this.allocateResult) throw new Error("Allocate result is undefined in sendRegisterRequest()");
                this.logger.info("sending register request");
                var e2 = new l.Timespan();
                this.connectionTracker.trackStart("registration");
                var n2 = this.getRegistrationTtl()[0];
                this.registrarClient.register({ appId: this.options.registration.pnhAppId, aesKey: "", languageId: "en-US", platform: this.options.registration.platform, templateKey: this.options.registration.pnhTemplateKey, platformUIVersion: this.options.registration.platformUIVersion, productContext: this.options.registration.productContext }, { TROUTER: [{ context: this.options.registration.context, path: this.allocateResult.surl, ttl: n2 }] }).then(function() {
                  t4.logger.info("Register request successful"), t4.connectionTracker.trackEnd("registration"), t4.fsm.onRegistrationSucceeded(), t4.connectionTracker.sendTelemetry(p.ClientEventName.Registration, { duration: e2.duration }, []);
                }).catch(function(n3) {
                  t4.logger.error("Register request failed. Error: ".concat(n3)), t4.connectionTracker.trackError("registration", s(n3)), t4.fsm.onRegistrationFailed(), t4.connectionTracker.sendTelemetry(p.ClientEventName.Registration, { duration: e2.duration }, []);
                });
              }, t3.prototype.sendUnregisterRequest = function() {
                var t4 = this;
                this.logger.info("sending unregister request");
                var e2 = new l.Timespan();
                if (!this.options.registration || !this.registrarClient) throw new Error("Internal error - options.registration is undefined");
                this.connectionTracker.trackStart("unregistration"), this.registrarClient.unregister().then(function() {
                  t4.logger.info("Unregister request successful"), t4.connectionTracker.trackEnd("unregistration"), t4.fsm.onUnregistrationDone(), t4.connectionTracker.sendTelemetry(p.ClientEventName.Unregistration, { duration: e2.duration }, []);
                }).catch(function(n2) {
                  t4.logger.error("Unregister request failed. Error: ".concat(n2)), t4.connectionTracker.trackError("unregistration", s(n2)), t4.fsm.onUnregistrationDone(), t4.connectionTracker.sendTelemetry(p.ClientEventName.Unregistration, { duration: e2.duration }, []);
                });
              }, t3.prototype.resetTokenBackoff = function() {
                this.tokenBackoff.reset();
              }, t3.prototype.cancelPendingRegistrationRequests = function() {
                this.registrarClient && this.registrarClient.cancelPendingRequests();
              }, t3.prototype.clearSentEventTimers = function() {
                var t4 = Object.keys(this.pendingSentEventTimers);
                if (t4.length > 0) {
                  this.logger.debug("Clearing all pending downstream events related timers");
                  for (var e2 = 0, n2 = t4; e2 < n2.length; e2++) {
                    var o2 = n2[e2];
                    this.clearSentEventTimer(Number(o2));
                  }
                }
              }, t3.prototype.restartIncallModeTimer = function() {
                var t4 = this;
                this.clearIncallModeTimerId(), this.logger.debug("Restarting incall mode timer"), this.incallModeTimerId = setTimeout(function() {
                  t4.logger.info("Call mode timer fired"), t4.fsm.onIncallModeTimer();
                }, this.options.incallModeTimeoutMs);
              }, t3.prototype.enterIncallMode = function() {
                this.logger.info("Entering incall mode"), this.timeoutOptions = this.options.incallTimeoutOptions, this.tokenBackoff.setMaxBackoffMs(this.timeoutOptions.maxBackoffMs), this.inIncallMode = true;
              }, t3.prototype.exitIncallMode = function() {
                this.logger.info("Exiting incall mode"), this.clearIncallModeTimerId(), this.timeoutOptions = this.options.timeoutOptions, this.tokenBackoff.setMaxBackoffMs(this.timeoutOptions.maxBackoffMs), this.inIncallMode = false;
              }, t3.prototype.isIncallMode = function() {
                return this.inIncallMode;
              }, t3.prototype.sendDisconnectTelemetryEvent = function(t4) {
                var e2 = { reason: t4, serverClosed: !this.fsm.isActive() };
                this.connectionTracker.trackDisconnected(e2), this.connectionTracker.clearConnectedInfo();
              }, t3.prototype.forceReconnectDueToNoRegistration = function() {
                this.fsm.forceReconnect("force reconnect due to no registration");
              }, t3.prototype.resetReconnectParamsOnErrorThreshold = function() {
                this.logger.warn("".concat(this.connectingErrorsInRow, " connection attempts, server-side failure: erasing cached connection parameters")), this.reconnectParams = void 0;
              }, t3.prototype.onSocketConnecting = function(t4) {
                this.logger.info("onSocketConnecting(".concat(t4, ")")), this.transportTypeName = t4, this.connectionTracker.trackProgress("connecting", this.transportTypeName), this.fsm.onConnecting();
              }, t3.prototype.onSocketConnect = function(t4) {
                this.logger.info("onSocketConnect"), this.fsm.onSocketConnect(t4);
              }, t3.prototype.onSocketConnectFailed = function(t4) {
                this.logger.error("onSocketConnectFailed"), this.connectionTracker.trackError("connect_failed", t4, true, this.transportTypeName ? this.transportTypeName : this.UNKNOWN_TRANSPORT), this.fsm.onConnectingFailed();
              }, t3.prototype.onSocketDisconnect = function(t4) {
                var e2 = this.connectionTracker.getSessionLength() || 0, n2 = f2.DisconnectReason.fromRawReason(t4);
                this.logger.error("onSocketDisconnect, reason: ".concat(n2.reason)), "dup" === n2.reason && "dup" === this.lastDisconnectReason && e2 < this.options.duplicateDisconnectThresholdMs && (this.logger.warn("Socket was closed by server as Duplicate for the second time in a row " + "after ".concat(e2, " ms which is below the threshold of ") + "".concat(this.options.duplicateDisconnectThresholdMs, " ms. Resetting cached ") + "connection parameters and making a new allocation."), this.reconnectParams = void 0), this.lastDisconnectReason = n2.reason, this.fsm.onSocketDisconnect(n2), this.connectionExpireTimestampInSecs = void 0;
              }, t3.prototype.onSocketReconnect = function() {
                this.logger.error("onSocketReconnect"), this.fsm.onTrouterConnected();
              }, t3.prototype.onSocketReconnectFailed = function(t4) {
                this.logger.error("onSocketReconnectFailed with '".concat(t4, "'")), this.fsm.onSocketDisconnect(f2.DisconnectReason.fromSocketIoEventData("reconnecterror", t4));
              }, t3.prototype.onSocketReconnecting = function() {
                this.logger.error("onSocketReconnecting");
              }, t3.prototype.onSocketError = function(t4) {
                this.logger.error("onSocketError with '".concat((0, l.toJson)(t4), "'")), this.fsm.isConnecting() && ++this.connectingErrorsInRow >= this.connectingErrorsThreshold && this.resetReconnectParamsOnErrorThreshold(), this.connectionTracker.trackError("connectSocket", i(t4)), this.fsm.onSocketDisconnect(f2.DisconnectReason.fromSocketIoEventData("socketerror", t4));
              }, t3.prototype.onSocketMessage = function(t4) {
                var e2, n2 = this;
                this.logger.debug("onSocketMessage");
                var o2;
                try {
                  o2 = new E(t4, this.logger);
                  var i2 = null === (e2 = o2.headers) || void 0 === e2 ? void 0 : e2["X-Microsoft-Skype-Chain-ID"], c2 = i2 ? " Chain-Id ".concat(i2) : "";
                  this.logger.info("Received request N ".concat(o2.id).concat(c2, " CV ").concat(o2.correlationVector, " to '").concat(o2.url, "'")), o2.startTS = Date.now(), o2.url && this.urlPath && o2.url.startsWith(this.urlPath) && (o2.shortUrl = o2.url.substring(this.urlPath.length));
                } catch (t5) {
                  var a2 = r(t5);
                  return this.logger.error("unable to parse request. Error: ".concat(a2)), this.connectionTracker.trackRequest(void 0, a2), void this.connectionTracker.sendResponseError("unable to parse request, error: ".concat(t5));
                }
                o2.timeoutTimerId = setTimeout(function() {
                  if (!o2.replied) {
                    n2.logger.error("Request ".concat(o2.id, " timed out"));
                    var t5 = new p.ResponseData(o2.id);
                    t5.status = 504, t5.headers = { "Trouter-Responder": "ClientLib" }, n2.sendResponse(o2, t5), o2.timedout = true;
                  }
                }, this.timeoutOptions.requestTimeoutMs);
                try {
                  this.connectionTracker.trackRequest(o2), this.fsm.onDownstreamRequest(o2);
                } catch (t5) {
                  this.logger.error("exception in socket.on message. Error: ".concat(r(t5))), this.connectionTracker.sendResponseError(s(t5), o2, void 0);
                }
              }, t3.prototype.onTrouterConnected = function(t4, e2, n2) {
                var o2, i2, r2, s2, a2 = this;
                if ((0, S.isV4ConnectEvent)(t4)) {
                  var u2 = t4;
                  this.allocateResult = c(c({}, u2), { ttl: t4.ttl.toString() }), this.populateAndCacheReconnectParams(u2, u2.reconnectUrl), this.populateConnectionStateFields(u2);
                } else if (!this.allocateResult) return void this.logger.error("Invalid internal state - received onTrouterConnected while allocateResult is not set");
                this.connectingErrorsInRow = 0, this.logger.info("onTrouterConnected: ".concat(this.allocateResult.url)), "xhr-polling" === this.transportTypeName && e2 && this.manager.onUserActivityStateAccepted(e2.cv), (null === (r2 = null === (i2 = null === (o2 = this.socket) || void 0 === o2 ? void 0 : o2.socket) || void 0 === i2 ? void 0 : i2.options) || void 0 === r2 ? void 0 : r2.query) && (this.socket.socket.options.query += "&connected=true"), this.urlPath = this.allocateResult.url.replace(/https?:\/\/([A-z0-9\:\$\-\_\.\+\!\*\"\(\)\,]*)\//, "/");
                var h2 = this.connectedUrl !== this.allocateResult.url;
                this.connectedUrl = this.allocateResult.url, this.connectionExpireTimestampInSecs = (0, l.calculateExpireTsInSec)((0, S.ensureNumber)(t4.ttl)), this.connectionTracker.trackEnd("connectSocket"), this.connectionTracker.trackConnected(h2, this.transportTypeName ? this.transportTypeName : this.UNKNOWN_TRANSPORT), null === (s2 = this.setAudienceSubscriptionsUnsafeAsync(n2)) || void 0 === s2 || s2.catch(function(t5) {
                  return a2.logger.error("Re-subscribe to audiences has failed with ".concat(t5));
                }), this.fsm.onTrouterConnected();
              }, t3.prototype.onTrouterReconnect = function(t4) {
                var e2 = t4.target;
                this.logger.info("onTrouterReconnect target: ".concat(e2)), "self" === e2 ? this.fsm.onReconnectRequired(true, h.ServerInitiated) : this.fsm.onReconnectRequired(false, h.ServerInitiated, t4);
              }, t3.prototype.onTrouterMessageLoss = function(t4) {
                this.logger.debug("onTrouterMessageLoss"), this.fsm.onTrouterMessageLost(t4.droppedIndicators);
              }, t3.prototype.onAudienceSubscriptionResult = function(t4) {
                this.logger.info("onAudienceSubscriptionResult"), this.pendingAudienceSubscription && (clearTimeout(this.pendingAudienceSubscription.timeoutId), this.pendingAudienceSubscription.audienceSetResolve(t4), this.pendingAudienceSubscription = void 0);
              }, t3.prototype.buildV4cUrlParams = function() {
                var t4 = {};
                return t4.tc = encodeURI((0, l.toJson)(this.clientInfo)), t4.timeout = Math.floor(this.timeoutOptions.pingTimeoutMs / 1e3), this.options.endpointId && (t4.epid = this.options.endpointId), this.appendConnectedClientIds(this.buildQuery(t4), true);
              }, t3.prototype.attachSocketIoHandlers = function(t4, e2, n2, o2) {
                var i2 = this;
                t4.on("connecting", function(t5) {
                  i2.onSocketConnecting(t5);
                }), t4.on("connect", function() {
                  i2.onSocketConnect(e2);
                }), t4.on("connect_failed", function(t5) {
                  i2.onSocketConnectFailed(t5);
                }), t4.on("close_during_connecting", function(t5) {
                  i2.onSocketConnectFailed(t5);
                }), t4.on("disconnect", function(t5) {
                  i2.onSocketDisconnect(t5);
                }), t4.on("reconnect", function() {
                  i2.onSocketReconnect();
                }), t4.on("reconnect_failed", function(t5) {
                  i2.onSocketReconnectFailed(t5);
                }), t4.on("reconnecting", function() {
                  i2.onSocketReconnecting();
                }), t4.on("error", function(t5) {
                  i2.onSocketError(t5);
                }), t4.on("message", function(t5) {
                  i2.onSocketMessage(t5);
                }), t4.on("trouter.connected", function(t5) {
                  i2.onTrouterConnected(t5, n2, o2);
                }), t4.on("trouter.reconnect", function(t5) {
                  i2.onTrouterReconnect(t5);
                }), t4.on("trouter.message_loss", function(t5) {
                  i2.onTrouterMessageLoss(t5);
                }), t4.on("audience.subscriptionresult", function(t5, e3) {
                  i2.onAudienceSubscriptionResult(e3);
                });
              }, t3.prototype.onNavigatorOnlineStatusUpdate = function() {
                var t4 = window.navigator.onLine;
                this.logger.debug("Browser online status update - new state: ".concat(t4, ", previously: ").concat(this.isNavigatorOnline)), t4 && !this.isNavigatorOnline ? (this.isNavigatorOnline = true, this.tokenBackoff.expediteIfPending(), this.connectionTracker.trackProgress("browserNet", "online")) : !t4 && this.isNavigatorOnline && (this.isNavigatorOnline = false, this.connectionTracker.trackProgress("browserNet", "offline"));
              }, t3.prototype.onAllocationResponse = function(t4, e2) {
                this.logger.info("Received allocation response ".concat(JSON.stringify(t4))), this.allocateResult = t4, this.populateAndCacheReconnectParams(this.allocateResult, "".concat(this.allocateResult.socketio, "v4/a")), this.populateConnectionStateFields(this.allocateResult), this.fsm.onAllocationSucceed(e2);
              }, t3.prototype.populateAndCacheReconnectParams = function(t4, e2) {
                this.reconnectParams = c({ serviceUrl: this.options.trouterUrl, reconnectUrl: e2 }, t4.connectparams), this.manager.onConnectionParametersUpdated(this.reconnectParams);
              }, t3.prototype.populateConnectionStateFields = function(t4) {
                var e2, n2, o2 = "string" == typeof t4.ttl ? parseInt(t4.ttl, 10) : t4.ttl;
                if (this.connectionExpireTimestampInSecs = (0, l.calculateExpireTsInSec)(o2), this.connectionId = null !== (e2 = t4.id) && void 0 !== e2 ? e2 : "", this.connectedClientId = t4.ccid, this.logger.debug("connected client id set {connectedClientId:".concat(this.connectedClientId, "}")), this.c2cUrlBase = null !== (n2 = t4.curlb) && void 0 !== n2 ? n2 : "", "" === this.c2cUrlBase) {
                  var i2 = t4.surl.indexOf("://");
                  i2 >= 0 && (i2 = t4.surl.indexOf("/", i2 + 3)) >= 5 && ":3443" === t4.surl.substr(i2 - 5, 5) && (this.c2cUrlBase = t4.surl.substr(0, i2 - 5));
                }
              }, t3.prototype.onPingResponse = function() {
                this.logger.debug("onPingResponse"), this.connectionTracker.increasePingResponseCount(), this.clearPingResponseTimer(), this.fsm.onPingResponse();
              }, t3.prototype.clearPingResponseTimer = function() {
                void 0 !== this.pingResponseTimerId && (clearTimeout(this.pingResponseTimerId), this.pingResponseTimerId = void 0);
              }, t3.prototype.buildQuery = function(t4) {
                for (var e2 = [], n2 = 0, o2 = Object.keys(t4); n2 < o2.length; n2++) {
                  var i2 = o2[n2];
                  void 0 !== t4[i2] && e2.push("".concat(i2, "=").concat(t4[i2]));
                }
                return e2.join("&");
              }, t3.prototype.appendConnectedClientIds = function(t4, e2) {
                var n2 = "";
                t4.includes("ccid=") || (n2 = "ccid=".concat(this.connectedClientId, "&")), this.domId && (n2 += "dom=".concat(this.domId, "&")), n2.length > 0 && (n2 = n2.slice(0, -1));
                var o2 = e2 || t4.includes("?") ? "&" : "?";
                return this.appendCorrelationIds(t4 + o2 + n2, e2);
              }, t3.prototype.appendEndpointId = function(t4, e2) {
                var n2 = e2 || t4.includes("?") ? "&" : "?";
                return !t4.includes("epid") && this.options.endpointId ? "".concat(t4).concat(n2, "epid=").concat(this.options.endpointId) : t4;
              }, t3.prototype.appendCorrelationIds = function(t4, e2) {
                var n2 = e2 || t4.includes("?") ? "&" : "?";
                return t4.includes("cor_id") ? t4 : "".concat(t4).concat(n2, "cor_id=").concat(this.options.clientCorrelationID) + "&con_num=".concat(this.clientID, "_").concat(this.connectionAttempt);
              }, t3.prototype.safeString = function(t4) {
                return "string" == typeof t4 ? t4 : "";
              }, t3.prototype.sendResponse = function(t4, e2) {
                var n2, o2, i2;
                if (t4.timedout) return this.logger.error("Request ".concat(t4.id, " already timed out")), 1;
                if (t4.replied) return this.logger.error("Response for request ".concat(t4.id, " already sent")), 2;
                clearTimeout(t4.timeoutTimerId), t4.timeoutTimerId = void 0, t4.replied = true, e2.headers = null !== (n2 = e2.headers) && void 0 !== n2 ? n2 : {};
                var s2 = t4.correlationVector;
                this.logger.info("Sending response N ".concat(t4.id, " CV ").concat(s2, " with status ").concat(e2.status)), s2 && (e2.headers[C] = s2), (null === (o2 = t4.headers) || void 0 === o2 ? void 0 : o2["trouter-request"]) && (e2.headers["trouter-request"] = t4.headers["trouter-request"]);
                var c2 = Date.now() - t4.startTS;
                if (e2.headers["trouter-client"] = (0, l.toJson)({ cd: c2 }), (null === (i2 = t4.headers) || void 0 === i2 ? void 0 : i2["trouter-is-broadcast"]) && (e2.headers["trouter-is-broadcast"] = t4.headers["trouter-is-broadcast"]), this.logger.debug("response: ".concat((0, l.toJson)(e2))), !this.socket) return this.connectionTracker.sendResponseError("no socket", t4, e2), 4;
                try {
                  return this.socket.send((0, l.toJson)(e2)), e2.sentTS = Date.now(), t4.incrementCorrelationVector(), this.connectionTracker.trackResponse(t4, c2, e2), "websocket" === this.transportTypeName && this.sendPingRequest(), 0;
                } catch (n3) {
                  var a2 = "unable to send data on response.end. Error: ".concat(r(n3));
                  return this.logger.error(a2), this.connectionTracker.sendResponseError(a2, t4, e2), 4;
                }
              }, t3.prototype.sendUserActivityStateMultiple = function(t4) {
                var e2 = this, n2 = new A("user.activity"), o2 = this.userActivityState.increaseCvAndGetEventObject();
                n2.args = o2, this.logger.debug("Sending user activity '".concat(this.userActivityState.toEventJSON(), "', remaining ").concat(t4 - 1));
                var i2 = false;
                this.sendDownstreamEvent(n2, function() {
                  if (true !== i2 && (e2.logger.info("User activity state: ".concat(o2.state, ", cv: ").concat(o2.cv, " accepted")), e2.manager.onUserActivityStateAccepted(o2.cv), e2.clearSentEventTimer(n2.timeoutTimerId), t4 > 1)) {
                    var r2 = setTimeout(function() {
                      e2.clearSentEventTimer(r2), e2.sendUserActivityStateMultiple(t4 - 1);
                    }, e2.options.userActivitySecondResendDelayMs);
                    e2.registerSentEventTimer(r2, "user.activity/resend");
                  }
                }), n2.timeoutTimerId = setTimeout(function() {
                  e2.logger.error("Activity state response timeout is fired"), i2 = true, e2.fsm.onActivityStateResponseTimeout(), e2.clearSentEventTimer(n2.timeoutTimerId);
                }, this.timeoutOptions.userActivityResponseTimeoutMs), this.registerSentEventTimer(n2.timeoutTimerId, "user.activity/response");
              }, t3.prototype.sendDownstreamEvent = function(t4, e2) {
                this.logger.debug("Sending downstream event ".concat(t4.name)), this.socket && this.socket.emit(t4.name, t4.args, e2);
              }, t3.prototype.registerSentEventTimer = function(t4, e2) {
                this.logger.debug("registering timer ".concat(t4, " -> ").concat(e2)), this.pendingSentEventTimers[t4] = e2;
              }, t3.prototype.clearSentEventTimer = function(t4) {
                var e2 = this.pendingSentEventTimers[t4];
                this.logger.debug("clearing timer ".concat(t4, " -> ").concat(e2)), delete this.pendingSentEventTimers[t4], clearTimeout(t4);
              }, t3.prototype.getRegistrationTtl = function() {
                var t4, e2, n2 = (0, l.calculateTtlInSec)(this.connectionExpireTimestampInSecs);
                if (this.logger.debug("Current connectionID will expire in ".concat(n2, " seconds")), (null === (t4 = this.options.registration) || void 0 === t4 ? void 0 : t4.registrarTtlSec) && n2 > 0) {
                  var o2 = this.options.registration.registrarTtlSec < n2;
                  return [Math.min(this.options.registration.registrarTtlSec, n2), o2];
                }
                return (null === (e2 = this.options.registration) || void 0 === e2 ? void 0 : e2.registrarTtlSec) ? [this.options.registration.registrarTtlSec, false] : n2 > 0 ? [n2, false] : [3600, false];
              }, t3.prototype.clearIncallModeTimerId = function() {
                void 0 !== this.incallModeTimerId && (this.logger.debug("Clearing in-call mode timer"), clearTimeout(this.incallModeTimerId), this.incallModeTimerId = void 0);
              }, t3.prototype.applyConnectionTrackerOptions = function(t4) {
                try {
                  t4.eventLogger && "function" == typeof t4.eventLogger.logEvent ? (this.connectionTracker.mergeSettings(t4.telemetrySettings), this.connectionTracker.enable(t4.eventLogger)) : this.logger.warn("Trouter client event logging disabled due to invalid configuration.");
                } catch (t5) {
                  this.logger.warn("Trouter client event logging disabled. Error: ".concat(r(t5))), this.connectionTracker.disable();
                }
              }, t3.prototype.canRetryTokenFetchRequest = function(t4) {
                var e2 = this.options.retryLimitOnTokenFetch;
                return null === e2 || void 0 === e2 || (t4 < e2 || (this.logger.warn("Reached limit on maximum number of token fetch request. Current count: ".concat(t4, ", retry limit: ").concat(e2)), false));
              }, t3;
            })();
            e.TrouterConnection = U;
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.MessageHandlerRegistry = void 0;
            var o = n(1), i = n(0), r = (function() {
              function t3(t4) {
                this.messageHandlers = [], this.logger = new i.Logger("MessageHandlers", t4);
              }
              return t3.prototype.register = function(t4) {
                if (this.messageHandlers.some(function(e2) {
                  return e2 === t4;
                })) throw new Error("Registering the same handler twice is not allowed");
                this.messageHandlers.push(t4);
              }, t3.prototype.clear = function() {
                this.logger.debug("Clearing message handlers"), this.messageHandlers = [];
              }, t3.prototype.active = function() {
                return this.messageHandlers.length > 0;
              }, t3.prototype.handleMessage = function(t4) {
                for (var e2 = { resultCode: o.UNHANDLED_MESSAGE_ACK, isHandled: false }, n2 = 0, i2 = this.messageHandlers; n2 < i2.length; n2++) {
                  var r2 = i2[n2], s = this.safeExecuteHandle(r2, t4);
                  if (void 0 !== s && (void 0 === s.isHandled || s.isHandled)) return void 0 === s.resultCode && (s.resultCode = o.HANDLED_MESSAGE_ACK), s;
                }
                return e2;
              }, t3.prototype.safeExecuteHandle = function(t4, e2) {
                try {
                  return t4.handleMessage(e2);
                } catch (t5) {
                  return void this.logger.warn("Trouter message handler threw an exception: ".concat(t5));
                }
              }, t3;
            })();
            e.MessageHandlerRegistry = r;
          }, function(t2, e, n) {
            function o(t3) {
              var e2, n2 = this;
              return function(o2) {
                return i(n2, void 0, void 0, function() {
                  return r(this, function(n3) {
                    return o2 && (e2 = void 0), [2, new Promise(function(n4, i2) {
                      t3(o2).then(function(t4) {
                        e2 = t4, n4(t4);
                      }).catch(function(t4) {
                        void 0 !== e2 && e2.length > 0 && n4(e2), i2(t4);
                      });
                    })];
                  });
                });
              };
            }
            var i = this && this.__awaiter || function(t3, e2, n2, o2) {
              function i2(t4) {
                return t4 instanceof n2 ? t4 : new n2(function(e3) {
                  e3(t4);
                });
              }
              return new (n2 || (n2 = Promise))(function(n3, r2) {
                function s(t4) {
                  try {
                    a(o2.next(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function c(t4) {
                  try {
                    a(o2.throw(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function a(t4) {
                  t4.done ? n3(t4.value) : i2(t4.value).then(s, c);
                }
                a((o2 = o2.apply(t3, e2 || [])).next());
              });
            }, r = this && this.__generator || function(t3, e2) {
              function n2(t4) {
                return function(e3) {
                  return o2([t4, e3]);
                };
              }
              function o2(n3) {
                if (i2) throw new TypeError("Generator is already executing.");
                for (; c && (c = 0, n3[0] && (a = 0)), a; ) try {
                  if (i2 = 1, r2 && (s = 2 & n3[0] ? r2.return : n3[0] ? r2.throw || ((s = r2.return) && s.call(r2), 0) : r2.next) && !(s = s.call(r2, n3[1])).done) return s;
                  switch (r2 = 0, s && (n3 = [2 & n3[0], s.value]), n3[0]) {
                    case 0:
                    case 1:
                      s = n3;
                      break;
                    case 4:
                      return a.label++, { value: n3[1], done: false };
                    case 5:
                      a.label++, r2 = n3[1], n3 = [0];
                      continue;
                    case 7:
                      n3 = a.ops.pop(), a.trys.pop();
                      continue;
                    default:
                      if (s = a.trys, !(s = s.length > 0 && s[s.length - 1]) && (6 === n3[0] || 2 === n3[0])) {
                        a = 0;
                        continue;
                      }
                      if (3 === n3[0] && (!s || n3[1] > s[0] && n3[1] < s[3])) {
                        a.label = n3[1];
                        break;
                      }
                      if (6 === n3[0] && a.label < s[1]) {
                        a.label = s[1], s = n3;
                        break;
                      }
                      if (s && a.label < s[2]) {
                        a.label = s[2], a.ops.push(n3);
                        break;
                      }
                      s[2] && a.ops.pop(), a.trys.pop();
                      continue;
                  }
                  n3 = e2.call(t3, a);
                } catch (t4) {
                  n3 = [6, t4], r2 = 0;
                } finally {
                  i2 = s = 0;
                }
                if (5 & n3[0]) throw n3[1];
                return { value: n3[0] ? n3[1] : void 0, done: true };
              }
              var i2, r2, s, c, a = { label: 0, sent: function() {
                if (1 & s[0]) throw s[1];
                return s[1];
              }, trys: [], ops: [] };
              return c = { next: n2(0), throw: n2(1), return: n2(2) }, "function" == typeof Symbol && (c[Symbol.iterator] = function() {
                return this;
              }), c;
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.addCacheAsBackupTo = void 0, e.addCacheAsBackupTo = o;
          }, function(t2, e, n) {
            var o = this && this.__awaiter || function(t3, e2, n2, o2) {
              function i2(t4) {
                return t4 instanceof n2 ? t4 : new n2(function(e3) {
                  e3(t4);
                });
              }
              return new (n2 || (n2 = Promise))(function(n3, r2) {
                function s2(t4) {
                  try {
                    a2(o2.next(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function c2(t4) {
                  try {
                    a2(o2.throw(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function a2(t4) {
                  t4.done ? n3(t4.value) : i2(t4.value).then(s2, c2);
                }
                a2((o2 = o2.apply(t3, e2 || [])).next());
              });
            }, i = this && this.__generator || function(t3, e2) {
              function n2(t4) {
                return function(e3) {
                  return o2([t4, e3]);
                };
              }
              function o2(n3) {
                if (i2) throw new TypeError("Generator is already executing.");
                for (; c2 && (c2 = 0, n3[0] && (a2 = 0)), a2; ) try {
                  if (i2 = 1, r2 && (s2 = 2 & n3[0] ? r2.return : n3[0] ? r2.throw || ((s2 = r2.return) && s2.call(r2), 0) : r2.next) && !(s2 = s2.call(r2, n3[1])).done) return s2;
                  switch (r2 = 0, s2 && (n3 = [2 & n3[0], s2.value]), n3[0]) {
                    case 0:
                    case 1:
                      s2 = n3;
                      break;
                    case 4:
                      return a2.label++, { value: n3[1], done: false };
                    case 5:
                      a2.label++, r2 = n3[1], n3 = [0];
                      continue;
                    case 7:
                      n3 = a2.ops.pop(), a2.trys.pop();
                      continue;
                    default:
                      if (s2 = a2.trys, !(s2 = s2.length > 0 && s2[s2.length - 1]) && (6 === n3[0] || 2 === n3[0])) {
                        a2 = 0;
                        continue;
                      }
                      if (3 === n3[0] && (!s2 || n3[1] > s2[0] && n3[1] < s2[3])) {
                        a2.label = n3[1];
                        break;
                      }
                      if (6 === n3[0] && a2.label < s2[1]) {
                        a2.label = s2[1], s2 = n3;
                        break;
                      }
                      if (s2 && a2.label < s2[2]) {
                        a2.label = s2[2], a2.ops.push(n3);
                        break;
                      }
                      s2[2] && a2.ops.pop(), a2.trys.pop();
                      continue;
                  }
                  n3 = e2.call(t3, a2);
                } catch (t4) {
                  n3 = [6, t4], r2 = 0;
                } finally {
                  i2 = s2 = 0;
                }
                if (5 & n3[0]) throw n3[1];
                return { value: n3[0] ? n3[1] : void 0, done: true };
              }
              var i2, r2, s2, c2, a2 = { label: 0, sent: function() {
                if (1 & s2[0]) throw s2[1];
                return s2[1];
              }, trys: [], ops: [] };
              return c2 = { next: n2(0), throw: n2(1), return: n2(2) }, "function" == typeof Symbol && (c2[Symbol.iterator] = function() {
                return this;
              }), c2;
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.TrouterManager = e.AudienceSubscriptionState = e.UserActivityObject = void 0;
            var r = n(3), s = n(2), c = n(4), a = n(0), u = n(5), h = n(18), d = n(7), l = n(6), p = n(19), g = (function() {
              function t3(t4, e2) {
                this.state = t4, this.correlationVector = void 0 !== e2 ? e2 : r.CorrelationVector.extend();
              }
              return t3.prototype.getStateString = function() {
                switch (this.state) {
                  case s.UserActivityState.Active:
                    return "active";
                  case s.UserActivityState.Inactive:
                    return "inactive";
                  case s.UserActivityState.Unknown:
                    return "unknown";
                  default:
                    return "undefined";
                }
              }, t3.prototype.increaseCvAndGetEventObject = function() {
                return this.correlationVector.increase(), this.toEventObject();
              }, t3.prototype.toEventObject = function() {
                return { state: this.getStateString(), cv: this.correlationVector.value() };
              }, t3.prototype.toEventJSON = function() {
                return (0, r.toJson)(this.toEventObject());
              }, t3;
            })();
            e.UserActivityObject = g;
            var f2 = (function() {
              function t3(t4, e2) {
                void 0 === e2 && (e2 = r.CorrelationVector.extend()), this.audienceSubscriptionModel = t4, this.correlationVector = e2;
              }
              return t3.prototype.increaseCvAndGetEventObject = function() {
                return this.correlationVector.increase(), this.toEventObject();
              }, t3.prototype.toEventObject = function() {
                return { audiences: this.audienceSubscriptionModel.audienceSubscriptions, cv: this.correlationVector.value() };
              }, t3.prototype.toEventJSON = function() {
                return (0, r.toJson)(this.toEventObject());
              }, t3;
            })();
            e.AudienceSubscriptionState = f2;
            var v = (function() {
              function t3(t4, e2, n2, o2, i2, c2) {
                var h2 = this;
                this.logFunc = t4, this.options = e2, this.tokenProvider = n2, this.usingLegacyTokenApi = o2, this.listener = i2, this.tokenTypeProtocolSelector = function(t5, e3) {
                  return h2.options.forceV4aProtocol ? "v4a" : (0, u.usedProtocol)(t5, e3);
                }, this.logger = new a.Logger("Manager", t4), this.logger.info("Created TrouterManager with options ".concat((0, r.toJson)(this.options))), this.fsm = new p.TrouterManagerFsm(t4, this), this.baseEndpointUrl = "", this.processedMessageLoss = {}, this.userActivityObject = new g(s.UserActivityState.Unknown), this.protocolSelector = null !== c2 && void 0 !== c2 ? c2 : this.tokenTypeProtocolSelector.bind(this);
              }
              return t3.prototype.start = function() {
                this.fsm.start();
              }, t3.prototype.stop = function(t4) {
                this.fsm.stop(t4);
              }, t3.prototype.configure = function(t4) {
                this.options = t4, void 0 !== this.firstConnection && this.firstConnection.configure(t4), void 0 !== this.secondConnection && this.secondConnection.configure(t4), this.logger.info("Reconfigured TrouterManager with options ".concat((0, r.toJson)(this.options)));
              }, t3.prototype.checkConnection = function(t4) {
                void 0 !== this.firstConnection && this.firstConnection.checkConnection(t4), void 0 !== this.secondConnection && this.secondConnection.checkConnection(t4);
              }, t3.prototype.resendRegistration = function() {
                return o(this, void 0, void 0, function() {
                  return i(this, function(t4) {
                    return void 0 !== this.secondConnection ? (this.logger.info("Resending registration on the second/new connection"), [2, this.secondConnection.resendRegistration()]) : void 0 !== this.firstConnection ? (this.logger.info("Resending registration on the first/current connection"), [2, this.firstConnection.resendRegistration()]) : (this.logger.info("No connection to resend registration on, will be done upon (re)connect"), [2]);
                  });
                });
              }, t3.prototype.getServerState = function() {
                if (void 0 !== this.firstConnection) return this.firstConnection.getServerState();
              }, t3.prototype.getState = function() {
                return this.fsm.getState();
              }, t3.prototype.isInTerminalState = function() {
                return this.fsm.getInternalState() === c.TrouterManagerState.TerminalError;
              }, t3.prototype.reportStateInfo = function() {
                var t4 = this.firstConnection ? l.State[this.firstConnection.getState()] : "Unknown", e2 = c.TrouterManagerState[this.fsm.getInternalState()];
                if (this.secondConnection) {
                  var n2 = l.State[this.secondConnection.getState()];
                  return "Manager ".concat(e2, "; 1st ").concat(t4, "; 2nd ").concat(n2);
                }
                return "Manager ".concat(e2, "; Connection ").concat(t4);
              }, t3.prototype.startFirstConnection = function() {
                var t4 = new d.TrouterConnection(this.logFunc, this.options, this.configuredTrouterManager(), this.tokenProvider, this.usingLegacyTokenApi, this.userActivityObject, this.protocolSelector, this.audienceSubscriptionState);
                this.firstConnection = t4, this.getConnectionCache().then(function(e2) {
                  t4.start(e2);
                }).catch(function() {
                });
              }, t3.prototype.startSecondConnection = function(t4) {
                var e2 = new d.TrouterConnection(this.logFunc, this.options, this.configuredTrouterManager(), this.tokenProvider, this.usingLegacyTokenApi, this.userActivityObject, this.protocolSelector, this.audienceSubscriptionState);
                this.secondConnection = e2, void 0 !== this.firstConnection && this.firstConnection.disableRegistrationsAndAutoReconnect(), t4 ? this.getConnectionCache().then(function(t5) {
                  e2.start(t5);
                }).catch(function() {
                }) : e2.start();
              }, t3.prototype.stopFirstConnection = function(t4) {
                void 0 !== this.firstConnection && (this.storedFirstConnection = this.firstConnection, this.firstConnection.stop(t4), this.firstConnection = void 0);
              }, t3.prototype.stopSecondConnection = function(t4) {
                void 0 !== this.secondConnection && (this.secondConnection.stop(t4), this.secondConnection = void 0);
              }, t3.prototype.stopSecondConnectionDelayed = function() {
                if (void 0 !== this.secondConnection) {
                  var t4 = this.secondConnection;
                  this.secondConnection = void 0, this.logger.info("Closing an inactive connection in ".concat(Math.round(this.options.lingeringConnectionDelayMs / 1e3), "s")), setTimeout(function() {
                    t4.stop(true);
                  }, this.options.lingeringConnectionDelayMs);
                }
              }, t3.prototype.forceStopLingeringConnection = function() {
                this.storedFirstConnection && (this.storedFirstConnection.stop(false), this.storedFirstConnection = void 0);
              }, t3.prototype.switchConnections = function() {
                var t4 = this.firstConnection;
                this.firstConnection = this.secondConnection, this.secondConnection = t4;
              }, t3.prototype.doesSecondConnectionExist = function() {
                return void 0 !== this.secondConnection;
              }, t3.prototype.dispatchConnected = function() {
                if (void 0 !== this.firstConnection) {
                  var t4 = this.firstConnection.getServerState(), e2 = t4.url.endsWith("/") ? t4.url.slice(0, -1) : t4.url, n2 = { baseEndpointUrl: e2, newEndpointUrl: e2 !== this.baseEndpointUrl, c2cUrlBase: t4.c2cUrlBase, clientId: t4.connectedClientId, connectionId: t4.connectionId, connectionTtlSec: t4.getRemainingTtlInSec() };
                  this.baseEndpointUrl = e2, this.listener.onTrouterConnected(t4.url, n2);
                }
              }, t3.prototype.dispatchDisconnected = function() {
                this.listener.onTrouterDisconnected && this.listener.onTrouterDisconnected();
              }, t3.prototype.dispatchTerminalError = function() {
                this.listener.onTrouterDisconnected && this.listener.onTrouterDisconnected();
              }, t3.prototype.dispatchRegistrationState = function(t4) {
                this.options.registrationStateCallback && this.options.registrationStateCallback(t4);
              }, t3.prototype.expediteBackoffOnConnections = function() {
                var t4;
                if (void 0 !== this.lastExpediteBackoffCallAt && Date.now() - this.lastExpediteBackoffCallAt < (null !== (t4 = this.options.expediteBackoffOnStartMinimumDelayMs) && void 0 !== t4 ? t4 : 1e4)) return void this.logger.info("Expedite backoff due to start() too frequent, skipping");
                this.lastExpediteBackoffCallAt = Date.now(), void 0 !== this.firstConnection && this.firstConnection.expediteBackoff(), void 0 !== this.secondConnection && this.secondConnection.expediteBackoff();
              }, t3.prototype.onDownstreamRequest = function(t4, e2, n2) {
                var o2 = { id: e2.id, method: e2.method, path: "/".concat(e2.shortUrl), body: e2.body, headers: e2.headers }, i2 = { id: e2.id, status: 0, headers: {}, body: "", send: function() {
                  return i2.status <= 100 || i2.status >= 999 ? 3 : (n2.writeHead(i2.status, i2.headers), n2.end(i2.body));
                } };
                this.listener.onTrouterRequest(o2, i2);
              }, t3.prototype.onConnected = function(t4) {
                this.fsm.onConnected(t4 === this.firstConnection);
              }, t3.prototype.onRegistered = function(t4) {
                this.fsm.onRegistered(t4 === this.firstConnection);
              }, t3.prototype.onUnregistered = function(t4) {
                this.fsm.onUnregistered(t4 === this.firstConnection || t4 === this.storedFirstConnection);
              }, t3.prototype.onReconnecting = function(t4) {
                this.fsm.onReconnecting(t4 === this.firstConnection);
              }, t3.prototype.onReconnectIsRequired = function(t4, e2, n2) {
                this.fsm.onReconnectionRequired(t4 === this.firstConnection, e2, n2);
              }, t3.prototype.onDisconnected = function(t4) {
                this.fsm.onDisconnected(t4 === this.firstConnection || t4 == this.storedFirstConnection), this.storedFirstConnection = void 0;
              }, t3.prototype.onTerminalError = function() {
                this.fsm.onTerminalError(), this.storedFirstConnection = void 0;
              }, t3.prototype.onUserActivityStateAccepted = function(t4) {
                this.listener.onTrouterUserActivityStateAccepted && this.listener.onTrouterUserActivityStateAccepted(t4);
              }, t3.prototype.onAudiencesSetResolved = function(t4, e2) {
                var n2, o2;
                null === (o2 = (n2 = this.listener).onAudiencesSetResolved) || void 0 === o2 || o2.call(n2, t4, e2);
              }, t3.prototype.onConnectionParametersUpdated = function(t4) {
                this.setConnectionCache(t4);
              }, t3.prototype.setUserActivityState = function(t4, e2) {
                return this.userActivityObject = new g(t4, r.CorrelationVector.extend(e2)), void 0 !== this.secondConnection ? (this.logger.info("Setting user activity ".concat(this.userActivityObject.toEventJSON(), " on the second/new connection")), void this.secondConnection.setUserActivityState(this.userActivityObject)) : void 0 !== this.firstConnection ? (this.logger.info("Setting user activity ".concat(this.userActivityObject.toEventJSON(), " on the first/current connection")), void this.firstConnection.setUserActivityState(this.userActivityObject)) : void 0;
              }, t3.prototype.setAudienceSubscriptionsAsync = function(t4, e2, n2) {
                if (this.audienceSubscriptionState = new f2(t4, r.CorrelationVector.extend(n2)), this.secondConnection) return this.logger.info("Setting audience subscriptions ".concat(this.audienceSubscriptionState.toEventJSON(), " on second/new connection")), this.secondConnection.setAudienceSubscriptionsAsync(this.audienceSubscriptionState, e2);
                if (this.firstConnection) return this.logger.info("Setting audience subscriptions ".concat(this.audienceSubscriptionState.toEventJSON(), " on first/current connection")), this.firstConnection.setAudienceSubscriptionsAsync(this.audienceSubscriptionState, e2);
                throw new Error("No connection found");
              }, t3.prototype.onTrouterMessageLost = function(t4) {
                var e2 = this;
                if (this.listener.onTrouterMessageLoss) if (null === t4 || void 0 === t4 ? void 0 : t4.length) {
                  var n2 = t4.filter(function(t5) {
                    return void 0 !== e2.processedMessageLoss["".concat(t5.tag, "-").concat(t5.etag)];
                  });
                  if (n2.length && (this.logger.info("onTrouterMessageLoss - immediately acknowledging ".concat(n2.length, " seen dropped indicators")), this.sendProcessedDroppedIndicators(n2), t4 = t4.filter(function(t5) {
                    return void 0 === e2.processedMessageLoss["".concat(t5.tag, "-").concat(t5.etag)];
                  }), !t4.length)) return void this.logger.info("onTrouterMessageLoss - all declared dropped indicators have been seen before");
                  var o2 = this.listener.onTrouterMessageLoss(t4.map(function(t5) {
                    return t5.tag;
                  }));
                  if (!o2) return void this.logger.warn("onTrouterMessageLoss - some flow tag(s) have not been processed by listeners");
                  t4.forEach(function(t5) {
                    e2.processedMessageLoss["".concat(t5.tag, "-").concat(t5.etag)] = "";
                  }), this.sendProcessedDroppedIndicators(t4);
                } else this.logger.warn("onTrouterMessageLoss - no flow tags have been provided");
              }, t3.prototype.getConnectionCache = function() {
                var t4 = this;
                return this.options.connectionCache ? (this.logger.debug("Querying host's connection cache"), this.options.connectionCache.onGetTrouterConnectionCache().then(function(t5) {
                  var e2 = t5 ? JSON.parse(t5) : void 0;
                  return "object" == typeof e2 ? e2 : void 0;
                }).catch(function(e2) {
                  return t4.logger.warn("Invalid connection cache content provided: ".concat(e2)), t4.connectionCache;
                })) : Promise.resolve(this.connectionCache);
              }, t3.prototype.setConnectionCache = function(t4) {
                if (this.connectionCache = t4, this.options.connectionCache) try {
                  this.options.connectionCache.onSetTrouterConnectionCache(JSON.stringify(t4));
                } catch (t5) {
                  this.logger.warn("Error setting external connection cache: ".concat(t5));
                }
              }, t3.prototype.sendProcessedDroppedIndicators = function(t4) {
                return void 0 !== this.firstConnection ? void this.firstConnection.sendProcessedDroppedIndicators(t4) : void 0 !== this.secondConnection ? void this.secondConnection.sendProcessedDroppedIndicators(t4) : void 0;
              }, t3.prototype.configuredTrouterManager = function() {
                return new h.RegistrationEnforcer(this, this.options.connectionDependsOnRegistration, this.options.delayEventsUntilRegistered);
              }, t3;
            })();
            e.TrouterManager = v;
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.TrouterUrlPromise = void 0;
            var o = n(0), i = (function() {
              function t3(t4) {
                this.logger = new o.Logger("UrlPromise", t4);
              }
              return t3.prototype.getPromise = function() {
                var t4 = this;
                return void 0 !== this.url ? (this.logger.debug("returning previously resolved url: ".concat(this.url)), Promise.resolve(this.url)) : (void 0 === this.pendingPromise ? (this.logger.debug("creating and returning promise"), this.pendingPromise = new Promise(function(e2, n2) {
                  t4.pendingPromiseResolveRef = e2, t4.pendingPromiseRejectRef = n2;
                })) : this.logger.debug("returning existing promise"), this.pendingPromise);
              }, t3.prototype.resolveUrl = function(t4) {
                this.url = t4, this.logger.debug("got url: ".concat(this.url));
                var e2 = this.pendingPromiseResolveRef;
                this.pendingPromise = void 0, this.pendingPromiseResolveRef = void 0, this.pendingPromiseRejectRef = void 0, void 0 !== e2 && (this.logger.debug("resolving promise"), e2(t4));
              }, t3.prototype.rejectUrl = function(t4) {
                this.logger.debug("aborting");
                var e2 = this.pendingPromiseRejectRef;
                this.url = void 0, this.pendingPromise = void 0, this.pendingPromiseResolveRef = void 0, this.pendingPromiseRejectRef = void 0, void 0 !== e2 && (this.logger.debug("rejecting promise"), e2(t4));
              }, t3.prototype.resetUrl = function() {
                this.logger.debug("resetting url"), this.url = void 0;
              }, t3;
            })();
            e.TrouterUrlPromise = i;
          }, function(t2, e, n) {
            (function(t3, n2) {
              !(function(t4, e2) {
                var n3 = t4;
                n3.version = "0.9.6", n3.protocol = 1, n3.transports = [], n3.j = [], n3.sockets = {}, n3.connect = function(t5, o2) {
                  var i, r, s = n3.util.parseUri(t5);
                  e2 && e2.location && (s.protocol = s.protocol || e2.location.protocol.slice(0, -1), s.host = s.host || (e2.document ? e2.document.domain : e2.location.hostname), s.port = s.port || e2.location.port), i = n3.util.uniqueUri(s);
                  var c = { host: s.host, secure: "https" == s.protocol, port: s.port || ("https" == s.protocol ? 443 : 80), query: s.query || "" };
                  return n3.util.merge(c, o2), !c["force new connection"] && n3.sockets[i] || (r = new n3.Socket(c)), !c["force new connection"] && r && (n3.sockets[i] = r), r = r || n3.sockets[i], c["skipped handshake data"] ? r.of("") : r.of(s.path.length > 1 ? s.path : "");
                };
              })(n2.exports, void 0 === t3 ? window : t3);
              var o = n2.exports;
              !(function(t4, e2) {
                var n3 = t4.util = {}, o2 = /^(?:(?![^:@]+:[^:@\/]*@)([^:\/?#.]+):)?(?:\/\/)?((?:(([^:@]*)(?::([^:@]*))?)?@)?([^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/, i = ["source", "protocol", "authority", "userInfo", "user", "password", "host", "port", "relative", "path", "directory", "file", "query", "anchor"];
                n3.parseUri = function(t5) {
                  for (var e3 = o2.exec(t5 || ""), n4 = {}, r2 = 14; r2--; ) n4[i[r2]] = e3[r2] || "";
                  return n4;
                }, n3.uniqueUri = function(t5) {
                  var n4 = t5.protocol, o3 = t5.host, i2 = t5.port;
                  return "document" in e2 ? (o3 = o3 || document.domain, i2 = i2 || ("https" == n4 && "https:" !== document.location.protocol ? 443 : document.location.port)) : (o3 = o3 || "localhost", i2 || "https" != n4 || (i2 = 443)), (n4 || "http") + "://" + o3 + ":" + (i2 || 80);
                }, n3.query = function(t5, e3) {
                  var o3 = n3.chunkQuery(t5 || ""), i2 = [];
                  n3.merge(o3, n3.chunkQuery(e3 || ""));
                  for (var r2 in o3) o3.hasOwnProperty(r2) && i2.push(r2 + "=" + o3[r2]);
                  return i2.length ? "?" + i2.join("&") : "";
                }, n3.chunkQuery = function(t5) {
                  for (var e3, n4 = {}, o3 = t5.split("&"), i2 = 0, r2 = o3.length; i2 < r2; ++i2) e3 = o3[i2].split("="), e3[0] && (n4[e3[0]] = e3[1]);
                  return n4;
                };
                var r = false;
                n3.load = function(t5) {
                  if ("document" in e2 && "complete" === document.readyState || r) return t5();
                  n3.on(e2, "load", t5, false);
                }, n3.on = function(t5, e3, n4, o3) {
                  t5.attachEvent ? t5.attachEvent("on" + e3, n4) : t5.addEventListener && t5.addEventListener(e3, n4, o3);
                }, n3.request = function(t5) {
                  if (t5 && "undefined" != typeof XDomainRequest) return new XDomainRequest();
                  if ("undefined" != typeof XMLHttpRequest && (!t5 || n3.ua.hasCORS)) return new XMLHttpRequest();
                  if (!t5) try {
                    return new window[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP");
                  } catch (t6) {
                  }
                  return null;
                }, "undefined" != typeof window && n3.load(function() {
                  r = true;
                }), n3.defer = function(t5) {
                  if (!n3.ua.webkit || "undefined" != typeof importScripts) return t5();
                  n3.load(function() {
                    setTimeout(t5, 100);
                  });
                }, n3.merge = function(t5, e3, o3, i2) {
                  var r2, s = i2 || [], c = void 0 === o3 ? 2 : o3;
                  for (r2 in e3) e3.hasOwnProperty(r2) && n3.indexOf(s, r2) < 0 && ("object" == typeof t5[r2] && c ? n3.merge(t5[r2], e3[r2], c - 1, s) : (t5[r2] = e3[r2], s.push(e3[r2])));
                  return t5;
                }, n3.mixin = function(t5, e3) {
                  n3.merge(t5.prototype, e3.prototype);
                }, n3.inherit = function(t5, e3) {
                  function n4() {
                  }
                  n4.prototype = e3.prototype, t5.prototype = new n4();
                }, n3.isArray = Array.isArray || function(t5) {
                  return "[object Array]" === Object.prototype.toString.call(t5);
                }, n3.intersect = function(t5, e3) {
                  for (var o3 = [], i2 = t5.length > e3.length ? t5 : e3, r2 = t5.length > e3.length ? e3 : t5, s = 0, c = r2.length; s < c; s++) ~n3.indexOf(i2, r2[s]) && o3.push(r2[s]);
                  return o3;
                }, n3.indexOf = function(t5, e3, n4) {
                  for (var o3 = t5.length, n4 = n4 < 0 ? n4 + o3 < 0 ? 0 : n4 + o3 : n4 || 0; n4 < o3 && t5[n4] !== e3; n4++) ;
                  return o3 <= n4 ? -1 : n4;
                }, n3.toArray = function(t5) {
                  for (var e3 = [], n4 = 0, o3 = t5.length; n4 < o3; n4++) e3.push(t5[n4]);
                  return e3;
                }, n3.ua = {}, n3.ua.hasCORS = "undefined" != typeof XMLHttpRequest && (function() {
                  try {
                    var t5 = new XMLHttpRequest();
                  } catch (t6) {
                    return false;
                  }
                  return void 0 != t5.withCredentials;
                })(), n3.ua.webkit = "undefined" != typeof navigator && /webkit/i.test(navigator.userAgent);
              })(void 0 !== o ? o : n2.exports, void 0 === t3 ? window : t3), (function(t4, e2) {
                function n3() {
                }
                t4.EventEmitter = n3, n3.prototype.on = function(t5, n4) {
                  return this.$events || (this.$events = {}), this.$events[t5] ? e2.util.isArray(this.$events[t5]) ? this.$events[t5].push(n4) : this.$events[t5] = [this.$events[t5], n4] : this.$events[t5] = n4, this;
                }, n3.prototype.addListener = n3.prototype.on, n3.prototype.once = function(t5, e3) {
                  function n4() {
                    o2.removeListener(t5, n4), e3.apply(this, arguments);
                  }
                  var o2 = this;
                  return n4.listener = e3, this.on(t5, n4), this;
                }, n3.prototype.removeListener = function(t5, n4) {
                  if (this.$events && this.$events[t5]) {
                    var o2 = this.$events[t5];
                    if (e2.util.isArray(o2)) {
                      for (var i = -1, r = 0, s = o2.length; r < s; r++) if (o2[r] === n4 || o2[r].listener && o2[r].listener === n4) {
                        i = r;
                        break;
                      }
                      if (i < 0) return this;
                      o2.splice(i, 1), o2.length || delete this.$events[t5];
                    } else (o2 === n4 || o2.listener && o2.listener === n4) && delete this.$events[t5];
                  }
                  return this;
                }, n3.prototype.removeAllListeners = function(t5) {
                  return this.$events && this.$events[t5] && (this.$events[t5] = null), this;
                }, n3.prototype.listeners = function(t5) {
                  return this.$events || (this.$events = {}), this.$events[t5] || (this.$events[t5] = []), e2.util.isArray(this.$events[t5]) || (this.$events[t5] = [this.$events[t5]]), this.$events[t5];
                }, n3.prototype.emit = function(t5) {
                  if (!this.$events) return false;
                  var n4 = this.$events[t5];
                  if (!n4) return false;
                  var o2 = Array.prototype.slice.call(arguments, 1);
                  if ("function" == typeof n4) n4.apply(this, o2);
                  else {
                    if (!e2.util.isArray(n4)) return false;
                    for (var i = n4.slice(), r = 0, s = i.length; r < s; r++) i[r].apply(this, o2);
                  }
                  return true;
                };
              })(void 0 !== o ? o : n2.exports, void 0 !== o ? o : n2.parent.exports), (function(t4, e2) {
                if (e2 && e2.parse) return t4.JSON = { parse: e2.parse, stringify: e2.stringify };
                throw new Error("JSON not available");
              })(void 0 !== o ? o : n2.exports, "undefined" != typeof JSON ? JSON : void 0), (function(t4, e2) {
                var n3 = t4.parser = {}, o2 = n3.packets = ["disconnect", "connect", "heartbeat", "message", "json", "event", "ack", "error", "noop"], i = n3.reasons = ["transport not supported", "client not handshaken", "unauthorized"], r = n3.advice = ["reconnect"], s = e2.JSON, c = e2.util.indexOf;
                n3.encodePacket = function(t5) {
                  var e3 = c(o2, t5.type), n4 = t5.id || "", a2 = t5.endpoint || "", u = t5.ack, h = null;
                  switch (t5.type) {
                    case "error":
                      var d = t5.reason ? c(i, t5.reason) : "", l = t5.advice ? c(r, t5.advice) : "";
                      "" === d && "" === l || (h = d + ("" !== l ? "+" + l : ""));
                      break;
                    case "message":
                      "" !== t5.data && (h = t5.data);
                      break;
                    case "event":
                      var p = { name: t5.name };
                      t5.args && t5.args.length && (p.args = t5.args), h = s.stringify(p);
                      break;
                    case "json":
                      h = s.stringify(t5.data);
                      break;
                    case "connect":
                      t5.qs && (h = t5.qs);
                      break;
                    case "ack":
                      h = t5.ackId + (t5.args && t5.args.length ? "+" + s.stringify(t5.args) : "");
                  }
                  var g = [e3, n4 + ("data" == u ? "+" : ""), a2];
                  return null !== h && void 0 !== h && g.push(h), g.join(":");
                }, n3.encodePayload = function(t5) {
                  var e3 = "";
                  if (1 == t5.length) return t5[0];
                  for (var n4 = 0, o3 = t5.length; n4 < o3; n4++) {
                    e3 += "\uFFFD" + t5[n4].length + "\uFFFD" + t5[n4];
                  }
                  return e3;
                };
                var a = /([^:]+):([0-9]+)?(\+)?:([^:]+)?:?([\s\S]*)?/;
                n3.decodePacket = function(t5) {
                  var e3 = t5.match(a);
                  if (!e3) return {};
                  var n4 = e3[2] || "", t5 = e3[5] || "", c2 = { type: o2[e3[1]], endpoint: e3[4] || "" };
                  switch (n4 && (c2.id = n4, e3[3] ? c2.ack = "data" : c2.ack = true), c2.type) {
                    case "error":
                      var e3 = t5.split("+");
                      c2.reason = i[e3[0]] || "", c2.advice = r[e3[1]] || "";
                      break;
                    case "message":
                      c2.data = t5 || "";
                      break;
                    case "event":
                      try {
                        var u = s.parse(t5);
                        c2.name = u.name, c2.args = u.args;
                      } catch (t6) {
                      }
                      c2.args = c2.args || [];
                      break;
                    case "json":
                      try {
                        c2.data = s.parse(t5);
                      } catch (t6) {
                      }
                      break;
                    case "connect":
                      c2.qs = t5 || "";
                      break;
                    case "ack":
                      var e3 = t5.match(/^([0-9]+)(\+)?(.*)/);
                      if (e3 && (c2.ackId = e3[1], c2.args = [], e3[3])) try {
                        c2.args = e3[3] ? s.parse(e3[3]) : [];
                      } catch (t6) {
                      }
                      break;
                    case "disconnect":
                      c2.reason = t5;
                  }
                  return c2;
                }, n3.decodePayload = function(t5) {
                  if ("\uFFFD" == t5.charAt(0)) {
                    for (var e3 = [], o3 = 1, i2 = ""; o3 < t5.length; o3++) "\uFFFD" == t5.charAt(o3) ? (e3.push(n3.decodePacket(t5.substr(o3 + 1).substr(0, i2))), o3 += Number(i2) + 1, i2 = "") : i2 += t5.charAt(o3);
                    return e3;
                  }
                  return [n3.decodePacket(t5)];
                };
              })(void 0 !== o ? o : n2.exports, void 0 !== o ? o : n2.parent.exports), (function(t4, e2) {
                function n3(t5, e3) {
                  this.socket = t5, this.sessid = e3, this.connectErrorCallback = void 0, this.isOpened = false;
                }
                t4.Transport = n3, e2.util.mixin(n3, e2.EventEmitter), n3.prototype.onData = function(t5) {
                  if (this.clearCloseTimeout(), (this.socket.connected || this.socket.connecting || this.socket.reconnecting) && this.setCloseTimeout(), "" !== t5) {
                    var n4 = e2.parser.decodePayload(t5);
                    if (n4 && n4.length) for (var o2 = 0, i = n4.length; o2 < i; o2++) this.onPacket(n4[o2]);
                  }
                  return this;
                }, n3.prototype.onPacket = function(t5) {
                  return this.socket.setHeartbeatTimeout(), "heartbeat" == t5.type ? this.onHeartbeat() : ("connect" == t5.type && "" == t5.endpoint && this.onConnect(), "error" == t5.type && "reconnect" == t5.advice && (this.isOpened = false), this.socket.onPacket(t5), this);
                }, n3.prototype.setCloseTimeout = function() {
                  if (!this.closeTimeout) {
                    var t5 = this;
                    this.closeTimeout = setTimeout(function() {
                      t5.onDisconnect();
                    }, this.socket.closeTimeout);
                  }
                }, n3.prototype.onDisconnect = function() {
                  return this.close && this.isOpened && this.close(), this.clearTimeouts(), this.socket.onDisconnect(), this;
                }, n3.prototype.onConnect = function() {
                  return this.socket.onConnect(), this.connectErrorCallback = void 0, this;
                }, n3.prototype.clearCloseTimeout = function() {
                  this.closeTimeout && (clearTimeout(this.closeTimeout), this.closeTimeout = null);
                }, n3.prototype.clearTimeouts = function() {
                  this.clearCloseTimeout(), this.reopenTimeout && clearTimeout(this.reopenTimeout);
                }, n3.prototype.packet = function(t5) {
                  this.send(e2.parser.encodePacket(t5));
                }, n3.prototype.onHeartbeat = function(t5) {
                  this.packet({ type: "heartbeat" });
                }, n3.prototype.onOpen = function() {
                  this.isOpened = true, this.clearCloseTimeout(), this.socket.onOpen();
                }, n3.prototype.onClose = function() {
                  this.isOpened = false, this.socket.onClose(), this.onDisconnect();
                }, n3.prototype.prepareUrl = function(t5) {
                  var n4 = this.socket.options;
                  if (n4["skipped handshake data"]) return n4.rewriteUrlForProxy(n4["skipped handshake data"].websocketUrl + (t5 || ""));
                  var o2 = this.scheme() + "://" + n4.host + ":" + n4.port + "/" + n4.resource + "/" + e2.protocol + "/" + this.name + "/" + this.sessid + (t5 || "");
                  return n4.rewriteUrlForProxy(o2);
                }, n3.prototype.ready = function(t5, e3) {
                  e3.call(this);
                }, n3.prototype.clearEventHandlers = function() {
                  return this;
                };
              })(void 0 !== o ? o : n2.exports, void 0 !== o ? o : n2.parent.exports), (function(t4, e2, n3) {
                function o2(t5) {
                  if (this.options = { port: 80, secure: false, document: "document" in n3 && document, resource: "socket.io", transports: e2.transports.slice(), "connect timeout": 1e4, "try multiple transports": true, reconnect: true, "reconnection delay": 500, "reconnection limit": 1 / 0, "reopen delay": 3e3, "max reconnection attempts": 10, "sync disconnect on unload": true, "auto connect": true, "flash policy port": 10843 }, e2.util.merge(this.options, t5), this.connected = false, this.open = false, this.connecting = false, this.reconnecting = false, this.namespaces = {}, this.buffer = [], this.doBuffer = false, this.disconnected = false, this.options["sync disconnect on unload"] && (!this.isXDomain() || e2.util.ua.hasCORS)) {
                    var o3 = this;
                    e2.util.on(n3, "unload", function() {
                      o3.disconnectSync();
                    }, false);
                  }
                  this.options["auto connect"] && this.connect();
                }
                function i() {
                }
                t4.Socket = o2, e2.util.mixin(o2, e2.EventEmitter), o2.prototype.of = function(t5) {
                  return this.namespaces[t5] || (this.namespaces[t5] = new e2.SocketNamespace(this, t5), "" !== t5 && this.namespaces[t5].packet({ type: "connect" })), this.namespaces[t5];
                }, o2.prototype.publish = function() {
                  this.emit.apply(this, arguments);
                  var t5;
                  for (var e3 in this.namespaces) this.namespaces.hasOwnProperty(e3) && (t5 = this.of(e3), t5.$emit.apply(t5, arguments));
                }, o2.prototype.handshake = function(t5) {
                  function n4(e3) {
                    e3 instanceof Error ? o3.onError(e3.message) : t5.apply(null, e3.split(":"));
                  }
                  var o3 = this, r = this.options;
                  if (!o3.disconnected) {
                    var s = r.rewriteUrlForProxy(["http" + (r.secure ? "s" : "") + ":/", r.host + ":" + r.port, r.resource, e2.protocol, e2.util.query(this.options.query, "t=" + +/* @__PURE__ */ new Date())].join("/"));
                    if (this.isXDomain() && !e2.util.ua.hasCORS) {
                      var c = document.getElementsByTagName("script")[0], a = document.createElement("script");
                      a.src = s + "&jsonp=" + e2.j.length, c.parentNode.insertBefore(a, c), e2.j.push(function(t6) {
                        n4(t6), a.parentNode.removeChild(a);
                      });
                    } else {
                      var u = e2.util.request();
                      u.open("GET", s, true);
                      var h = this.options.requestHeaders;
                      void 0 !== h && Object.keys(h).forEach(function(t6) {
                        u.setRequestHeader(t6, h[t6]);
                      }), u.onreadystatechange = function() {
                        4 == u.readyState && (u.onreadystatechange = i, 200 == u.status ? n4(u.responseText) : !o3.reconnecting && o3.onError(u.responseText));
                      }, u.send(null);
                    }
                  }
                }, o2.prototype.getTransport = function(t5) {
                  for (var n4, o3 = t5 || this.transports, i2 = 0; n4 = o3[i2]; i2++) if (e2.Transport[n4] && e2.Transport[n4].check(this) && (!this.isXDomain() || e2.Transport[n4].xdomainCheck())) return new e2.Transport[n4](this, this.sessionid);
                  return null;
                }, o2.prototype.connect = function(t5) {
                  if (this.connecting || this.disconnected) return this;
                  var n4 = this, o3 = function(o4, i3, r, s) {
                    function c() {
                      if (!n4.connected && !n4.disconnected) if (n4.connecting = false, clearTimeout(n4.connectTimeoutTimer), n4.options["try multiple transports"]) {
                        for (; n4.remainingTransports.length > 0 && n4.remainingTransports.splice(0, 1)[0] != n4.transport.name; ) ;
                        n4.remainingTransports.length ? a(n4.remainingTransports) : n4.publish("connect_failed");
                      } else n4.publish("connect_failed");
                    }
                    function a(t6) {
                      if (n4.transport && (n4.transport.clearTimeouts(), n4.transport.clearEventHandlers()), n4.transport = n4.getTransport(t6), !n4.transport || n4.disconnected) return n4.publish("connect_failed");
                      n4.transport.ready(n4, function() {
                        n4.connecting = true, n4.publish("connecting", n4.transport.name), n4.transport.open(c), n4.options["connect timeout"] && (n4.connectTimeoutTimer = setTimeout(function() {
                          c();
                        }, n4.options["connect timeout"]));
                      });
                    }
                    n4.sessionid = o4, n4.closeTimeout = 1e3 * r + 2e3, n4.heartbeatTimeout = 1e3 * i3 + 2e3, n4.transports = s ? e2.util.intersect(s.split(","), n4.options.transports) : n4.options.transports, n4.setHeartbeatTimeout(), n4.remainingTransports = n4.transports.slice(0), a(n4.transports), n4.once("connect", function() {
                      clearTimeout(n4.connectTimeoutTimer), t5 && "function" == typeof t5 && t5();
                    });
                  };
                  if (this.options["skipped handshake data"]) {
                    var i2 = this.options["skipped handshake data"];
                    o3("v4c-" + (/* @__PURE__ */ new Date()).getTime(), i2.timeout, i2.timeout, "websocket");
                  } else this.handshake(o3);
                  return this;
                }, o2.prototype.setHeartbeatTimeout = function() {
                  clearTimeout(this.heartbeatTimeoutTimer);
                  var t5 = this;
                  this.heartbeatTimeoutTimer = setTimeout(function() {
                    t5.transport.onClose();
                  }, this.heartbeatTimeout);
                }, o2.prototype.packet = function(t5) {
                  return this.connected && !this.doBuffer ? this.transport.packet(t5) : this.buffer.push(t5), this;
                }, o2.prototype.setBuffer = function(t5) {
                  this.doBuffer = t5, !t5 && this.connected && this.buffer.length && (this.transport.payload(this.buffer), this.buffer = []);
                }, o2.prototype.disconnect = function() {
                  return (this.connected || this.connecting) && (this.open && this.of("").packet({ type: "disconnect" }), this.onDisconnect("booted")), this.disconnected = true, this;
                }, o2.prototype.disconnectSync = function() {
                  var t5 = e2.util.request(), n4 = this.resource + "/" + e2.protocol + "/" + this.sessionid;
                  t5.open("GET", n4, true), this.onDisconnect("booted");
                }, o2.prototype.isXDomain = function() {
                  var t5 = n3.location.port || ("https:" == n3.location.protocol ? 443 : 80);
                  return this.options.host !== n3.location.hostname || this.options.port != t5;
                }, o2.prototype.onConnect = function() {
                  this.connected || (this.connected = true, this.connecting = false, this.doBuffer || this.setBuffer(false), this.emit("connect"));
                }, o2.prototype.onOpen = function() {
                  this.open = true;
                }, o2.prototype.onClose = function() {
                  this.open = false, clearTimeout(this.heartbeatTimeoutTimer);
                }, o2.prototype.onPacket = function(t5) {
                  this.of(t5.endpoint).onPacket(t5);
                }, o2.prototype.onError = function(t5) {
                  t5 && t5.advice && "reconnect" === t5.advice && (this.connected || this.connecting) && (this.disconnect(), this.options.reconnect && this.reconnect()), this.publish("error", t5 && t5.reason ? t5.reason : t5);
                }, o2.prototype.onDisconnect = function(t5) {
                  var e3 = this.connected, n4 = this.connecting;
                  this.connected = false, this.connecting = false, this.open = false, (e3 || n4) && (this.transport.close(), this.transport.clearTimeouts(), e3 ? (this.publish("disconnect", t5), "booted" != t5 && this.options.reconnect && !this.reconnecting && this.reconnect()) : this.publish("close_during_connecting", t5));
                }, o2.prototype.reconnect = function() {
                  function t5() {
                    if (n4.connected) {
                      for (var t6 in n4.namespaces) n4.namespaces.hasOwnProperty(t6) && "" !== t6 && n4.namespaces[t6].packet({ type: "connect" });
                      n4.publish("reconnect", n4.transport.name, n4.reconnectionAttempts);
                    }
                    clearTimeout(n4.reconnectionTimer), n4.removeListener("connect_failed", e3), n4.removeListener("connect", e3), n4.reconnecting = false, delete n4.reconnectionAttempts, delete n4.reconnectionDelay, delete n4.reconnectionTimer, delete n4.redoTransports, n4.options["try multiple transports"] = i2;
                  }
                  function e3() {
                    if (n4.reconnecting) return n4.connected ? t5() : n4.connecting && n4.reconnecting ? n4.reconnectionTimer = setTimeout(e3, 1e3) : void (n4.reconnectionAttempts++ >= o3 ? n4.redoTransports ? (n4.publish("reconnect_failed"), t5()) : (n4.on("connect_failed", e3), n4.options["try multiple transports"] = true, n4.transport = n4.getTransport(), n4.redoTransports = true, n4.connect()) : (n4.reconnectionDelay < r && (n4.reconnectionDelay *= 2), n4.connect(), n4.publish("reconnecting", n4.reconnectionDelay, n4.reconnectionAttempts), n4.reconnectionTimer = setTimeout(e3, n4.reconnectionDelay)));
                  }
                  this.reconnecting = true, this.reconnectionAttempts = 0, this.reconnectionDelay = this.options["reconnection delay"];
                  var n4 = this, o3 = this.options["max reconnection attempts"], i2 = this.options["try multiple transports"], r = this.options["reconnection limit"];
                  this.options["try multiple transports"] = false, this.reconnectionTimer = setTimeout(e3, this.reconnectionDelay), this.on("connect", e3);
                };
              })(void 0 !== o ? o : n2.exports, void 0 !== o ? o : n2.parent.exports, void 0 === t3 ? window : t3), (function(t4, e2) {
                function n3(t5, e3) {
                  this.socket = t5, this.name = e3 || "", this.flags = {}, this.json = new o2(this, "json"), this.ackPackets = 0, this.acks = {};
                }
                function o2(t5, e3) {
                  this.namespace = t5, this.name = e3;
                }
                t4.SocketNamespace = n3, e2.util.mixin(n3, e2.EventEmitter), n3.prototype.$emit = e2.EventEmitter.prototype.emit, n3.prototype.of = function() {
                  return this.socket.of.apply(this.socket, arguments);
                }, n3.prototype.packet = function(t5) {
                  return t5.endpoint = this.name, this.socket.packet(t5), this.flags = {}, this;
                }, n3.prototype.send = function(t5, e3) {
                  var n4 = { type: this.flags.json ? "json" : "message", data: t5 };
                  return "function" == typeof e3 && (n4.id = ++this.ackPackets, n4.ack = true, this.acks[n4.id] = e3), this.packet(n4);
                }, n3.prototype.emit = function(t5) {
                  var e3 = Array.prototype.slice.call(arguments, 1), n4 = e3[e3.length - 1], o3 = { type: "event", name: t5 };
                  return "function" == typeof n4 && (o3.id = ++this.ackPackets, o3.ack = "data", this.acks[o3.id] = n4, e3 = e3.slice(0, e3.length - 1)), o3.args = e3, this.packet(o3);
                }, n3.prototype.disconnect = function() {
                  return "" === this.name ? this.socket.disconnect() : (this.packet({ type: "disconnect" }), this.$emit("disconnect")), this;
                }, n3.prototype.onPacket = function(t5) {
                  function n4() {
                    o3.packet({ type: "ack", args: e2.util.toArray(arguments), ackId: t5.id });
                  }
                  var o3 = this;
                  switch (t5.type) {
                    case "connect":
                      this.$emit("connect");
                      break;
                    case "disconnect":
                      "" === this.name ? this.socket.onDisconnect(t5.reason || "booted") : this.$emit("disconnect", t5.reason || "");
                      break;
                    case "message":
                    case "json":
                      var i = ["message", t5.data];
                      "data" == t5.ack ? i.push(n4) : t5.ack && this.packet({ type: "ack", ackId: t5.id }), this.$emit.apply(this, i);
                      break;
                    case "event":
                      var i = [t5.name].concat(t5.args);
                      "data" == t5.ack && i.push(n4), this.$emit.apply(this, i);
                      break;
                    case "ack":
                      this.acks[t5.ackId] && (this.acks[t5.ackId].apply(this, t5.args), delete this.acks[t5.ackId]);
                      break;
                    case "error":
                      t5.advice ? this.socket.onError(t5) : "unauthorized" == t5.reason ? this.$emit("connect_failed", t5.reason) : this.$emit("error", t5.reason);
                  }
                }, o2.prototype.send = function() {
                  this.namespace.flags[this.name] = true, this.namespace.send.apply(this.namespace, arguments);
                }, o2.prototype.emit = function() {
                  this.namespace.flags[this.name] = true, this.namespace.emit.apply(this.namespace, arguments);
                };
              })(void 0 !== o ? o : n2.exports, void 0 !== o ? o : n2.parent.exports), (function(t4, e2, n3) {
                function o2(t5) {
                  e2.Transport.apply(this, arguments);
                }
                function i() {
                }
                t4.websocket = o2, e2.util.inherit(o2, e2.Transport), o2.prototype.name = "websocket", o2.prototype.open = function(t5) {
                  var o3, i2 = e2.util.query(this.socket.options.query), r = this;
                  return this.connectErrorCallback = t5, o3 || (o3 = n3.MozWebSocket || n3.WebSocket), this.websocket = new o3(this.prepareUrl(i2)), this.websocket.onopen = function() {
                    r.onOpen(), r.socket.setBuffer(false);
                  }, this.websocket.onmessage = function(t6) {
                    r.onData(t6.data);
                  }, this.websocket.onclose = function() {
                    r.onClose(), r.socket.setBuffer(true);
                  }, this.websocket.onerror = function(t6) {
                    r.onError(t6);
                  }, this;
                }, o2.prototype.send = function(t5) {
                  return this.websocket.send(t5), this;
                }, o2.prototype.payload = function(t5) {
                  for (var e3 = 0, n4 = t5.length; e3 < n4; e3++) this.packet(t5[e3]);
                  return this;
                }, o2.prototype.close = function() {
                  return this.websocket.close(), this;
                }, o2.prototype.onError = function(t5) {
                  void 0 !== this.connectErrorCallback && (this.connectErrorCallback(), this.connectErrorCallback = void 0), this.socket.onError(t5);
                }, o2.prototype.scheme = function() {
                  return this.socket.options.secure ? "wss" : "ws";
                }, o2.check = function() {
                  return "WebSocket" in n3 && !("__addTask" in WebSocket) || "MozWebSocket" in n3;
                }, o2.xdomainCheck = function() {
                  return true;
                }, o2.prototype.clearEventHandlers = function() {
                  return this.websocket && (this.websocket.onopen = this.websocket.onmessage = this.websocket.onclose = this.websocket.onerror = i), this;
                }, e2.transports.push("websocket");
              })(void 0 !== o ? o.Transport : n2.exports, void 0 !== o ? o : n2.parent.exports, void 0 === t3 ? window : t3), (function(t4, e2, n3) {
                function o2(t5) {
                  t5 && e2.Transport.apply(this, arguments);
                }
                function i() {
                }
                t4.XHR = o2, e2.util.inherit(o2, e2.Transport), o2.prototype.open = function() {
                  return this.socket.setBuffer(false), this.onOpen(), this.get(), this.setCloseTimeout(), this;
                }, o2.prototype.payload = function(t5) {
                  for (var n4 = [], o3 = 0, i2 = t5.length; o3 < i2; o3++) n4.push(e2.parser.encodePacket(t5[o3]));
                  this.send(e2.parser.encodePayload(n4));
                }, o2.prototype.send = function(t5) {
                  return this.post(t5), this;
                }, o2.prototype.post = function(t5) {
                  function e3() {
                    4 == this.readyState && (this.onreadystatechange = i, 200 == this.status ? (clearTimeout(this.ackTimeoutTimer), r.socket.setBuffer(false)) : r.onClose());
                  }
                  function o3() {
                    this.onload = i, r.socket.setBuffer(false);
                  }
                  var r = this;
                  this.socket.setBuffer(true), this.sendXHR = this.request("POST"), n3.XDomainRequest && this.sendXHR instanceof XDomainRequest ? this.sendXHR.onload = this.sendXHR.onerror = o3 : this.sendXHR.onreadystatechange = e3, this.sendXHR.send(t5), r.sendXHR.ackTimeoutTimer = setTimeout(function() {
                    r.onClose();
                  }, r.socket.options.ackTimeoutMs);
                }, o2.prototype.close = function() {
                  return this.onClose(), this;
                }, o2.prototype.request = function(t5) {
                  var n4 = e2.util.request(this.socket.isXDomain()), o3 = e2.util.query(this.socket.options.query, "t=" + +/* @__PURE__ */ new Date());
                  n4.open(t5 || "GET", this.prepareUrl(o3), true);
                  var i2 = this.socket.options.requestHeaders;
                  if (void 0 !== i2 && Object.keys(i2).forEach(function(t6) {
                    n4.setRequestHeader(t6, i2[t6]);
                  }), "POST" == t5) try {
                    n4.setRequestHeader ? n4.setRequestHeader("Content-type", "text/plain;charset=UTF-8") : n4.contentType = "text/plain";
                  } catch (t6) {
                  }
                  return n4;
                }, o2.prototype.scheme = function() {
                  return this.socket.options.secure ? "https" : "http";
                }, o2.check = function(t5, o3) {
                  try {
                    var i2 = e2.util.request(o3), r = n3.XDomainRequest && i2 instanceof XDomainRequest, s = t5 && t5.options && t5.options.secure ? "https:" : "http:", c = s != n3.location.protocol;
                    if (i2 && (!r || !c)) return true;
                  } catch (t6) {
                  }
                  return false;
                }, o2.xdomainCheck = function() {
                  return o2.check(null, true);
                }, o2.prototype.clearEventHandlers = function() {
                  return this.sendXHR && (this.sendXHR.onreadystatechange = this.sendXHR.onload = i), this;
                };
              })(void 0 !== o ? o.Transport : n2.exports, void 0 !== o ? o : n2.parent.exports, void 0 === t3 ? window : t3), (function(t4, e2, n3) {
                function o2() {
                  e2.Transport.XHR.apply(this, arguments);
                }
                function i() {
                }
                t4["xhr-polling"] = o2, e2.util.inherit(o2, e2.Transport.XHR), e2.util.merge(o2, e2.Transport.XHR), o2.prototype.name = "xhr-polling", o2.prototype.open = function(t5) {
                  var n4 = this;
                  return n4.connectErrorCallback = t5, e2.Transport.XHR.prototype.open.call(n4), false;
                }, o2.prototype.get = function() {
                  function t5() {
                    4 == this.readyState && (this.onreadystatechange = i, 200 == this.status ? (r.connectErrorCallback = void 0, r.onData(this.responseText), r.get()) : (r.onClose(), void 0 !== r.connectErrorCallback && (r.connectErrorCallback(), r.connectErrorCallback = void 0)));
                  }
                  function e3() {
                    r.connectErrorCallback = void 0, this.onload = i, this.onerror = i, r.onData(this.responseText), r.get();
                  }
                  function o3() {
                    r.onClose(), void 0 !== r.connectErrorCallback && (r.connectErrorCallback(), r.connectErrorCallback = void 0);
                  }
                  if (this.isOpened) {
                    var r = this;
                    this.xhr = this.request(), n3.XDomainRequest && this.xhr instanceof XDomainRequest ? (this.xhr.onload = e3, this.xhr.onerror = o3) : this.xhr.onreadystatechange = t5, this.xhr.send(null);
                  }
                }, o2.prototype.onClose = function() {
                  if (e2.Transport.XHR.prototype.onClose.call(this), this.xhr) {
                    this.xhr.onreadystatechange = this.xhr.onload = this.xhr.onerror = i;
                    try {
                      this.xhr.abort();
                    } catch (t5) {
                    }
                    this.xhr = null;
                  }
                }, o2.prototype.ready = function(t5, n4) {
                  var o3 = this;
                  e2.util.defer(function() {
                    n4.call(o3);
                  });
                }, o2.prototype.clearEventHandlers = function() {
                  return e2.Transport.XHR.prototype.clearEventHandlers.call(this), this.xhr && (this.xhr.onreadystatechange = this.xhr.onload = this.xhr.onerror = i), this;
                }, e2.transports.push("xhr-polling");
              })(void 0 !== o ? o.Transport : n2.exports, void 0 !== o ? o : n2.parent.exports, void 0 === t3 ? window : t3), e.io = o;
            }).call(e, n(13), n(14)(t2));
          }, function(t2, e) {
            var n;
            n = /* @__PURE__ */ (function() {
              return this;
            })();
            try {
              n = n || Function("return this")() || (0, eval)("this");
            } catch (t3) {
              "object" == typeof window && (n = window);
            }
            t2.exports = n;
          }, function(t2, e) {
            t2.exports = function(t3) {
              return t3.webpackPolyfill || (t3.deprecate = function() {
              }, t3.paths = [], t3.children || (t3.children = []), Object.defineProperty(t3, "loaded", { enumerable: true, get: function() {
                return t3.l;
              } }), Object.defineProperty(t3, "id", { enumerable: true, get: function() {
                return t3.i;
              } }), t3.webpackPolyfill = 1), t3;
            };
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.ConnectionTracker = e.Properties = e.TrackerStep = e.ClientEventName = e.ResponseData = void 0;
            var o = n(3), i = n(1), r = n(0), s = /* @__PURE__ */ (function() {
              function t3(t4) {
                this.id = t4, this.status = 200, this.headers = {}, this.body = "";
              }
              return t3;
            })();
            e.ResponseData = s;
            var c;
            !(function(t3) {
              t3.Connected = "trouter_js_client_connected", t3.Disconnected = "trouter_js_client_disconnected", t3.Error = "trouter_js_client_error", t3.Progress = "trouter_js_client_progress", t3.Response = "trouter_js_client_response", t3.Request = "trouter_js_client_request", t3.CheckConnection = "trouter_js_client_check_connection", t3.Registration = "trouter_js_client_registration", t3.Unregistration = "trouter_js_client_unregistration";
            })(c || (e.ClientEventName = c = {}));
            var a = /* @__PURE__ */ (function() {
              function t3(t4, e2, n2, o2, i2) {
                this.stepName = t4, this.operation = e2, this.delta = n2, this.ts = o2, this.error = i2;
              }
              return t3;
            })();
            e.TrackerStep = a;
            var u = /* @__PURE__ */ (function() {
              function t3() {
              }
              return t3;
            })();
            e.Properties = u;
            var h = /* @__PURE__ */ (function() {
              function t3() {
                this.numberOfPingReplies = 0, this.connectedTimestamp = 0, this.isNewUrl = false, this.transportType = "", this.connectionNumber = 0;
              }
              return t3;
            })(), d = /* @__PURE__ */ (function() {
              function t3() {
                this.enabled = false, this.numberOfStepsToMaintain = 40, this.logHealthCheckError = false, this.sendProgressTimeoutSecs = 55, this.logSendPingError = false, this.maxBackoffInMs = 12e4, this.trouter_js_client_connected = false, this.trouter_js_client_disconnected = false, this.trouter_js_client_error = false, this.trouter_js_client_progress = false, this.trouter_js_client_response = false, this.trouter_js_client_request = false, this.trouter_js_client_registration = false, this.trouter_js_client_unregistration = false, this.trouter_js_client_check_connection = true;
              }
              return t3;
            })(), l = (function() {
              function t3(t4, e2, n2, i2, s2, c2, a2) {
                this.clientId = e2, this.clientInfo = n2, this.getServerState = i2, this.endpointId = s2, this.clientCorrelationID = c2, this.environment = a2, this.logger = new r.Logger("ConnectionTracker", t4), this.clientCorrelationID = void 0 !== c2 ? c2 : "", this.steps = [], this.connectionAttempt = 0, this.totalStepCount = 0, this.beginTimestamp = new o.Timespan(), this.eventLogSettings = new d(), this.connectedInfo = new h();
              }
              return t3.prototype.enable = function(t4) {
                this.eventLogSettings.enabled = true, this.eventLogger = t4;
              }, t3.prototype.disable = function() {
                this.eventLogSettings.enabled = false;
              }, t3.prototype.sendProgress = function(t4) {
                this.steps.length > 0 && this.sendTelemetry(c.Progress, t4, this.steps);
              }, t3.prototype.cancelProgressTimer = function() {
                void 0 !== this.progressTimeout && (clearTimeout(this.progressTimeout), this.progressTimeout = void 0);
              }, t3.prototype.resetProgressSendTimer = function() {
                var t4 = this;
                this.cancelProgressTimer(), void 0 !== this.eventLogSettings.sendProgressTimeoutSecs && this.eventLogSettings.sendProgressTimeoutSecs > 0 && (this.progressTimeout = setTimeout(function() {
                  t4.sendProgress({ reason: "timeout", timeoutSecs: t4.eventLogSettings.sendProgressTimeoutSecs });
                }, 1e3 * this.eventLogSettings.sendProgressTimeoutSecs));
              }, t3.prototype.setConnectedInfo = function(t4, e2) {
                this.connectedInfo.numberOfPingReplies = 0, this.connectedInfo.connectedTimestamp = Date.now(), this.connectedInfo.isNewUrl = t4, this.connectedInfo.transportType = e2, ++this.connectedInfo.connectionNumber;
              }, t3.prototype.clearConnectedInfo = function() {
                this.connectedInfo.numberOfPingReplies = 0, this.connectedInfo.connectedTimestamp = 0, this.connectedInfo.isNewUrl = true, this.connectedInfo.transportType = "";
              }, t3.prototype.copyProperties = function(t4, e2) {
                for (var n2 = 0, o2 = Object.keys(e2); n2 < o2.length; n2++) {
                  var i2 = o2[n2];
                  void 0 !== e2[i2] && (t4[i2.replace(/-/g, "_")] = { value: e2[i2] });
                }
              }, t3.prototype.increasePingResponseCount = function() {
                ++this.connectedInfo.numberOfPingReplies;
              }, t3.prototype.sendTelemetry = function(t4, e2, n2) {
                try {
                  if (true === this.eventLogSettings.enabled && true === this.eventLogSettings[t4] && void 0 !== this.eventLogger) {
                    var r2 = this.getServerState(), s2 = { name: t4, properties: { connectionAttempt: { value: this.connectionAttempt }, epid: { value: this.endpointId }, clientCorrelationID: { value: this.clientCorrelationID }, steps: { value: (0, o.toJson)(n2) }, clientID: { value: this.clientId }, eventVersion: { value: 3 }, environment: { value: this.environment }, cv: { value: i.CLIENT_VERSION }, ua: { value: this.clientInfo.ua }, connectionId: { value: r2.connectionId }, connectedClientId: { value: r2.connectedClientId }, domId: { value: r2.domId }, url: { value: r2.unsecureUrl }, surl: { value: r2.url }, ttlInSecs: { value: r2.getRemainingTtlInSec() }, numberOfPingReplies: { value: this.connectedInfo.numberOfPingReplies }, connectedTimestamp: { value: this.connectedInfo.connectedTimestamp }, isNewUrl: { value: this.connectedInfo.isNewUrl }, transportType: { value: this.connectedInfo.transportType }, connectionNumber: { value: this.connectedInfo.connectionNumber } } };
                    this.copyProperties(s2.properties, e2), this.eventLogger.logEvent(s2);
                  }
                } catch (e3) {
                  this.logger.warn("error in sending event ".concat(t4, ": ").concat((0, o.toJson)(e3)));
                }
              }, t3.prototype.createStep = function(t4, e2, n2) {
                return new a(t4, e2, this.beginTimestamp.duration, Date.now(), n2);
              }, t3.prototype.addStep = function(t4, e2, n2) {
                if (false !== this.eventLogSettings.enabled && (0 === this.steps.length && this.beginTimestamp.reset(), this.steps.push(this.createStep(t4, e2, n2)), ++this.totalStepCount, void 0 !== this.eventLogSettings.numberOfStepsToMaintain && this.steps.length > this.eventLogSettings.numberOfStepsToMaintain)) {
                  var o2 = this.steps.slice(0);
                  this.steps.length = 0, this.sendTelemetry(c.Progress, { reason: "flush" }, o2);
                }
              }, t3.prototype.trackStart = function(t4) {
                this.addStep(t4, "start");
              }, t3.prototype.trackEnd = function(t4) {
                this.addStep(t4, "end");
              }, t3.prototype.trackError = function(t4, e2, n2, o2) {
                void 0 === n2 && (n2 = true), "health" === t4 && true !== this.eventLogSettings.logHealthCheckError || "ping" === t4 && false === this.eventLogSettings.logSendPingError || (void 0 === o2 && (o2 = "error"), true === n2 && this.addStep(t4, o2, e2), this.sendTelemetry(c.Error, {}, [this.createStep(t4, o2, e2)]));
              }, t3.prototype.trackProgress = function(t4, e2) {
                this.addStep(t4, e2);
              }, t3.prototype.trackConnected = function(t4, e2) {
                this.setConnectedInfo(t4, e2);
                var n2 = this.steps.slice(0), o2 = this.totalStepCount, i2 = this.beginTimestamp.duration;
                this.steps.length = 0, this.totalStepCount = 0, this.sendTelemetry(c.Connected, { stepCount: n2.length, totalStepCount: o2, connectionEstablishmentMs_Total: i2 }, n2), this.cancelProgressTimer();
              }, t3.prototype.getSessionLength = function() {
                return Date.now() - this.connectedInfo.connectedTimestamp;
              }, t3.prototype.trackDisconnected = function(t4) {
                t4.sessionLengthMS = this.getSessionLength(), this.sendTelemetry(c.Disconnected, t4, []), this.resetProgressSendTimer();
              }, t3.prototype.trackNewConnection = function() {
                ++this.connectionAttempt;
              }, t3.prototype.trackRequest = function(t4, e2) {
                var n2 = {};
                void 0 !== e2 && (n2.hasError = true, n2.error = e2);
                try {
                  if (t4) {
                    n2.requestID = t4.id, n2.httpMethod = t4.method, n2.url = t4.url, n2.bodyLength = t4.body.length, n2.shortUrl = t4.shortUrl, n2.requestTimeStamp = t4.startTS, n2.correlationVector = t4.correlationVector;
                    for (var i2 = t4.headers, r2 = 0, s2 = Object.keys(i2); r2 < s2.length; r2++) {
                      var a2 = s2[r2];
                      n2[a2] = i2[a2];
                    }
                  }
                } catch (t5) {
                  n2.hasError = true, n2.error = "".concat(n2.error, " error creating request context ").concat((0, o.toJson)(t5));
                }
                this.sendTelemetry(c.Request, n2, []);
              }, t3.prototype.trackResponse = function(t4, e2, n2, i2) {
                var r2 = {};
                void 0 !== i2 && (r2.hasError = true, r2.error = i2);
                try {
                  if (r2.responseTimestamp = void 0 !== n2 ? n2.sentTS : Date.now(), t4) {
                    r2.requestID = t4.id, r2.httpMethod = t4.method, r2.shortUrl = t4.shortUrl, r2.correlationVector = t4.correlationVector;
                    for (var s2 = t4.headers, a2 = 0, u2 = Object.keys(s2); a2 < u2.length; a2++) {
                      var h2 = u2[a2];
                      r2[h2] = s2[h2];
                    }
                  }
                  n2 && (r2.latencyMS = e2, r2.responseCode = n2.status, r2.responseLength = n2.body.length);
                } catch (t5) {
                  r2.hasError = true, r2.error = "".concat(r2.error, " error creating response context ").concat((0, o.toJson)(t5));
                }
                this.sendTelemetry(c.Response, r2, []);
              }, t3.prototype.sendResponseError = function(t4, e2, n2) {
                this.trackResponse(e2, void 0, n2, t4);
              }, t3.prototype.close = function() {
                this.sendProgress({ reason: "closed" }), this.steps.length = 0, this.cancelProgressTimer();
              }, t3.prototype.mergeSettings = function(t4) {
                if (t4) {
                  this.eventLogSettings.numberOfStepsToMaintain = Math.min(40, Math.max(10, void 0 !== t4.numberOfStepsToMaintain ? t4.numberOfStepsToMaintain : 0));
                  var e2 = Math.min(3600, Math.max(55, void 0 !== t4.sendProgressTimeoutSecs ? t4.sendProgressTimeoutSecs : 0));
                  this.eventLogSettings.logHealthCheckError = t4.logHealthCheckError, this.eventLogSettings.logSendPingError = t4.logSendPingError;
                  for (var n2 = 0, o2 = Object.keys(c).map(function(t5) {
                    return c[t5];
                  }); n2 < o2.length; n2++) {
                    var i2 = o2[n2];
                    void 0 !== t4[i2] && (this.eventLogSettings[i2] = t4[i2]);
                  }
                  this.eventLogSettings.sendProgressTimeoutSecs !== e2 && (this.eventLogSettings.sendProgressTimeoutSecs = e2, this.resetProgressSendTimer());
                }
              }, t3;
            })();
            e.ConnectionTracker = l;
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.DisconnectReason = void 0;
            var o = (function() {
              function t3(t4, e2, n2) {
                this.reason = t4, this.claims = e2, this.details = n2;
              }
              return t3.fromRawReason = function(e2, n2) {
                if ("" === e2 || "dup" === e2) return new t3(e2);
                try {
                  var o2 = JSON.parse(e2);
                  return "object" != typeof o2 || void 0 === o2.reason ? (null === n2 || void 0 === n2 || n2.error("invalid disconnect reason format"), new t3("unknown", void 0, e2)) : new t3(o2.reason, o2.claims, o2.details);
                } catch (n3) {
                  return new t3("disconnect", void 0, e2);
                }
              }, t3.fromSocketIoEventData = function(e2, n2) {
                return "string" == typeof n2 ? new t3(e2, void 0, n2) : void 0;
              }, t3.prototype.toTelemetryString = function() {
                return "socketerror" === this.reason || "reconnecterror" === this.reason || "disconnect" === this.reason ? this.details : this.reason;
              }, t3;
            })();
            e.DisconnectReason = o;
          }, function(t2, e, n) {
            function o(t3, e2, n2) {
              if (void 0 === t3 || void 0 === e2) return false;
              var o2 = Date.now() - t3;
              return o2 > e2 * n2.tolerance && o2 > n2.minimumWaitMs;
            }
            Object.defineProperty(e, "__esModule", { value: true }), e.ExponentialBackoff = void 0;
            var i = (function() {
              function t3(t4, e2, n2) {
                void 0 === n2 && (n2 = { tolerance: 2, minimumWaitMs: 1e4 }), this.logger = t4, this.maxBackoffInMs = e2, this.gapDetectionSettings = n2, this.backoffId = 0, this.backoffCount = 0;
              }
              return t3.calculateNextBackoffMs = function(t4, e2) {
                var n2 = 1 + 0.4 * (Math.random() - 0.5), o2 = 1e3 * Math.pow(2, t4) * n2;
                return o2 = Math.round(o2), Math.min(e2, o2);
              }, t3.prototype.setMaxBackoffMs = function(t4) {
                this.maxBackoffInMs = t4;
              }, t3.prototype.backoff = function(e2, n2) {
                var i2 = this;
                if (void 0 !== this.timerHandle && (this.logger.debug("Clearing current back off"), clearTimeout(this.timerHandle), this.timerHandle = void 0), void 0 !== this.previousCompleteTime) {
                  var r = Date.now() - this.previousCompleteTime;
                  r > this.maxBackoffInMs * this.gapDetectionSettings.tolerance && r > this.gapDetectionSettings.minimumWaitMs && (this.logger.info("Back off for ".concat(e2, " with ID ").concat(this.backoffId, " will be reset due to a lot of time having passed since the previous backoff (").concat(r, " ms)")), this.backoffCount = 0, this.previousCompleteTime = void 0);
                }
                var s = t3.calculateNextBackoffMs(this.backoffCount, this.maxBackoffInMs);
                this.backoffId++, this.backoffCount++, this.logger.info("Backing off ".concat(e2, " for ").concat(s, " milliseconds with ID ").concat(this.backoffId)), this.callback = function(t4, r2) {
                  o(t4, r2, i2.gapDetectionSettings) && (i2.logger.info("Back off for ".concat(e2, " with ID ").concat(i2.backoffId, " will be reset due to the wait (").concat(Date.now() - (null !== t4 && void 0 !== t4 ? t4 : 0), " ms) being longer than expected (").concat(r2, " ms)")), i2.backoffCount = 0), i2.logger.info("Back off for ".concat(e2, " with ID ").concat(i2.backoffId, " complete, invoking handler")), i2.timerHandle = void 0, i2.callback = void 0, i2.previousCompleteTime = Date.now(), n2();
                };
                var c = Date.now();
                this.timerHandle = setTimeout(function() {
                  var t4;
                  return null === (t4 = i2.callback) || void 0 === t4 ? void 0 : t4.call(i2, c, s);
                }, s);
              }, t3.prototype.reset = function() {
                void 0 !== this.timerHandle && (this.logger.debug("Resetting back off with ID ".concat(this.backoffId)), clearTimeout(this.timerHandle), this.timerHandle = void 0, this.callback = void 0), this.backoffCount = 0;
              }, t3.prototype.expediteIfPending = function() {
                if (this.backoffCount = 0, void 0 !== this.timerHandle) {
                  this.logger.debug("Expediting back off with ID ".concat(this.backoffId)), clearTimeout(this.timerHandle), this.timerHandle = void 0;
                  var t4 = this.callback;
                  this.callback = void 0, t4 && t4();
                }
              }, t3;
            })();
            e.ExponentialBackoff = i;
          }, function(t2, e, n) {
            var o = this && this.__spreadArray || function(t3, e2, n2) {
              if (n2 || 2 === arguments.length) for (var o2, i2 = 0, r2 = e2.length; i2 < r2; i2++) !o2 && i2 in e2 || (o2 || (o2 = Array.prototype.slice.call(e2, 0, i2)), o2[i2] = e2[i2]);
              return t3.concat(o2 || Array.prototype.slice.call(e2));
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.LoggingManagerConsumer = e.RegistrationEnforcer = void 0;
            var i = n(6), r = (function() {
              function t3(t4, e2, n2) {
                this.wrapped = t4, this.shouldConnectionDependOnRegistration = e2, this.shouldHoldBackEvents = n2, this.isRegistered = false, this.heldBackEvents = [];
              }
              return t3.prototype.onDownstreamRequest = function(t4, e2, n2) {
                this.passIfRegisteredOrNotNeeded("onDownstreamRequest", t4, e2, n2);
              }, t3.prototype.onConnected = function(t4) {
                this.passIfRegisteredOrNotNeeded("onConnected", t4);
              }, t3.prototype.onRegistered = function(t4) {
                this.isRegistered = true, this.wrapped.onRegistered(t4), this.fireHeldBackEvents();
              }, t3.prototype.onUnregistered = function(t4) {
                this.isRegistered = false, this.wrapped.onUnregistered(t4), t4.getState() === i.State.Connected && this.shouldConnectionDependOnRegistration() && t4.forceReconnectDueToNoRegistration();
              }, t3.prototype.onReconnecting = function(t4) {
                this.wrapped.onReconnecting(t4);
              }, t3.prototype.onReconnectIsRequired = function(t4, e2, n2) {
                this.wrapped.onReconnectIsRequired(t4, e2, n2);
              }, t3.prototype.onDisconnected = function(t4) {
                this.isRegistered = false, this.dropHeldBackEvents(), this.wrapped.onDisconnected(t4);
              }, t3.prototype.onTerminalError = function(t4) {
                this.wrapped.onTerminalError(t4);
              }, t3.prototype.onConnectionParametersUpdated = function(t4) {
                this.wrapped.onConnectionParametersUpdated(t4);
              }, t3.prototype.onTrouterMessageLost = function(t4) {
                this.passIfRegisteredOrNotNeeded("onTrouterMessageLost", t4);
              }, t3.prototype.onUserActivityStateAccepted = function(t4) {
                this.passIfRegisteredOrNotNeeded("onUserActivityStateAccepted", t4);
              }, t3.prototype.onAudiencesSetResolved = function(t4, e2) {
                this.passIfRegisteredOrNotNeeded("onAudiencesSetResolved", t4, e2);
              }, t3.prototype.getState = function() {
                return this.wrapped.getState();
              }, t3.prototype.holdBackEvent = function(t4) {
                for (var e2 = [], n2 = 1; n2 < arguments.length; n2++) e2[n2 - 1] = arguments[n2];
                this.heldBackEvents.push({ kind: t4, args: e2 });
              }, t3.prototype.passIfRegisteredOrNotNeeded = function(t4) {
                for (var e2, n2 = [], i2 = 1; i2 < arguments.length; i2++) n2[i2 - 1] = arguments[i2];
                var r2 = this.shouldConnectionDependOnRegistration(), s2 = this.shouldHoldBackEvents();
                r2 && s2 || this.fireHeldBackEvents(r2 ? function(t5) {
                  return "onConnected" !== t5.kind;
                } : void 0), this.isRegistered || !r2 || false === s2 && "onConnected" !== t4 ? (e2 = this.wrapped)[t4].apply(e2, n2) : this.holdBackEvent.apply(this, o([t4], n2, false));
              }, t3.prototype.fireHeldBackEvents = function(t4) {
                for (var e2, n2 = 0, o2 = this.heldBackEvents; n2 < o2.length; n2++) {
                  var i2 = o2[n2];
                  (void 0 === t4 || t4(i2)) && (e2 = this.wrapped)[i2.kind].apply(e2, i2.args);
                }
                this.heldBackEvents = void 0 === t4 ? [] : this.heldBackEvents.filter(function(e3) {
                  return !t4(e3);
                });
              }, t3.prototype.dropHeldBackEvents = function() {
                this.heldBackEvents = [];
              }, t3;
            })();
            e.RegistrationEnforcer = r;
            var s = (function() {
              function t3(t4, e2, n2, o2) {
                this.wrapped = t4, this.prefix = e2, this.logger = n2, this.onEventAction = o2;
              }
              return t3.prototype.onEvent = function(t4, e2) {
                var n2;
                void 0 !== this.onEventAction ? this.onEventAction(t4, e2) : (null !== (n2 = this.logger) && void 0 !== n2 ? n2 : console).log("".concat(this.prefix, " TracingEnforcer: ").concat(t4, "(").concat(e2, ")"));
              }, t3.prototype.onDownstreamRequest = function(t4, e2, n2) {
                this.onEvent("onDownstreamRequest", JSON.stringify({ request: e2, response: n2 })), this.wrapped.onDownstreamRequest(t4, e2, n2);
              }, t3.prototype.onConnected = function(t4) {
                this.onEvent("onConnected", t4.getState().toString()), this.wrapped.onConnected(t4);
              }, t3.prototype.onRegistered = function(t4) {
                this.onEvent("onRegistered", t4.getState().toString()), this.wrapped.onRegistered(t4);
              }, t3.prototype.onUnregistered = function(t4) {
                this.onEvent("onUnregistered", t4.getState().toString()), this.wrapped.onUnregistered(t4);
              }, t3.prototype.onReconnecting = function(t4) {
                this.onEvent("onReconnecting", t4.getState().toString()), this.wrapped.onReconnecting(t4);
              }, t3.prototype.onReconnectIsRequired = function(t4, e2, n2) {
                this.onEvent("onReconnectIsRequired", JSON.stringify({ connection: t4.getState().toString(), useConnectParamsFromCache: e2, reason: n2 })), this.wrapped.onReconnectIsRequired(t4, e2, n2);
              }, t3.prototype.onDisconnected = function(t4) {
                this.onEvent("onDisconnected", t4.getState().toString()), this.wrapped.onDisconnected(t4);
              }, t3.prototype.onTerminalError = function(t4) {
                this.onEvent("onTerminalError", JSON.stringify({ connection: t4 })), this.wrapped.onTerminalError(t4);
              }, t3.prototype.onConnectionParametersUpdated = function(t4) {
                this.onEvent("onConnectionParametersUpdated", JSON.stringify({ connectParams: t4 })), this.wrapped.onConnectionParametersUpdated(t4);
              }, t3.prototype.onTrouterMessageLost = function(t4) {
                this.onEvent("onTrouterMessageLost", JSON.stringify({ flowTags: t4 })), this.wrapped.onTrouterMessageLost(t4);
              }, t3.prototype.onUserActivityStateAccepted = function(t4) {
                this.onEvent("onUserActivityStateAccepted", JSON.stringify({ cv: t4 })), this.wrapped.onUserActivityStateAccepted(t4);
              }, t3.prototype.onAudiencesSetResolved = function(t4, e2) {
                this.onEvent("onAudiencesSetResolved", JSON.stringify({ audienceSubscriptionsResponse: t4, cv: e2 })), this.wrapped.onAudiencesSetResolved(t4, e2);
              }, t3.prototype.getState = function() {
                return this.wrapped.getState();
              }, t3;
            })();
            e.LoggingManagerConsumer = s;
          }, function(t2, e, n) {
            Object.defineProperty(e, "__esModule", { value: true }), e.TrouterManagerFsm = void 0;
            var o = n(2), i = n(4), r = n(0), s = n(7), c = (function() {
              function t3(t4, e2) {
                this.worker = e2, this.state = i.TrouterManagerState.Unknown, this.logger = new r.Logger("ManagerFsm", t4);
              }
              return t3.prototype.start = function() {
                this.state === i.TrouterManagerState.Unknown ? (this.setState(i.TrouterManagerState.Disconnected), this.worker.forceStopLingeringConnection(), this.worker.startFirstConnection()) : (this.logger.info("start called in state '".concat(i.TrouterManagerState[this.state], "', expediting pending backoffs, if any")), this.worker.expediteBackoffOnConnections());
              }, t3.prototype.stop = function(t4) {
                this.state !== i.TrouterManagerState.Unknown ? (this.setState(i.TrouterManagerState.Unknown), this.worker.stopFirstConnection(true === t4), this.worker.stopSecondConnection(true === t4)) : this.showIgnored("stop");
              }, t3.prototype.getState = function() {
                switch (this.state) {
                  case i.TrouterManagerState.Unknown:
                  case i.TrouterManagerState.Connected:
                  case i.TrouterManagerState.Disconnected:
                  case i.TrouterManagerState.Switching:
                    return this.state;
                  case i.TrouterManagerState.TerminalError:
                    return o.TrouterState.Disconnected;
                }
              }, t3.prototype.getInternalState = function() {
                return this.state;
              }, t3.prototype.onConnected = function(t4) {
                this.state === i.TrouterManagerState.Disconnected && t4 ? this.worker.doesSecondConnectionExist() ? this.setState(i.TrouterManagerState.Switching) : (this.setState(i.TrouterManagerState.Connected), this.worker.dispatchConnected()) : this.showIgnored("onConnected(".concat(t4, ")"));
              }, t3.prototype.onRegistered = function(t4) {
                this.state !== i.TrouterManagerState.Disconnected || t4 ? this.state !== i.TrouterManagerState.Switching || t4 ? this.state === i.TrouterManagerState.Disconnected && t4 && (this.setState(i.TrouterManagerState.Connected), this.worker.dispatchConnected()) : (this.setState(i.TrouterManagerState.Connected), this.worker.switchConnections(), this.worker.stopSecondConnectionDelayed(), this.worker.dispatchConnected()) : (this.setState(i.TrouterManagerState.Connected), this.worker.switchConnections(), this.worker.stopSecondConnection(true), this.worker.dispatchConnected()), this.worker.dispatchRegistrationState(true);
              }, t3.prototype.onUnregistered = function(t4) {
                t4 && this.worker.dispatchRegistrationState(false);
              }, t3.prototype.onReconnecting = function(t4) {
                this.state !== i.TrouterManagerState.Connected && this.state !== i.TrouterManagerState.Switching || !t4 ? this.showIgnored("onReconnecting(".concat(t4, ")")) : (this.setState(i.TrouterManagerState.Disconnected), this.worker.dispatchDisconnected());
              }, t3.prototype.onReconnectionRequired = function(t4, e2, n2) {
                this.state === i.TrouterManagerState.Connected && t4 ? (this.setState(i.TrouterManagerState.Switching), this.worker.startSecondConnection(e2)) : this.state === i.TrouterManagerState.Disconnected && t4 ? this.worker.startSecondConnection(e2) : this.state === i.TrouterManagerState.Switching && t4 && n2 === s.ReconnectReason.Configuration ? (this.logger.debug("onReconnectionRequired: switch requested while already in Switching state"), this.worker.stopSecondConnection(true), this.worker.startSecondConnection(e2)) : this.showIgnored("onReconnectionRequired(".concat(t4, ")"));
              }, t3.prototype.onDisconnected = function(t4) {
                this.state == i.TrouterManagerState.Unknown && t4 ? this.worker.dispatchDisconnected() : this.state == i.TrouterManagerState.Switching && t4 ? (this.worker.switchConnections(), this.worker.stopSecondConnection(false), this.setState(i.TrouterManagerState.Disconnected), this.worker.dispatchDisconnected()) : this.showIgnored("onDisconnected(".concat(t4, ")"));
              }, t3.prototype.onTerminalError = function() {
                this.setState(i.TrouterManagerState.TerminalError), this.worker.dispatchTerminalError();
              }, t3.prototype.showIgnored = function(t4) {
                this.logger.info("Ignoring event '".concat(t4, "' in state '").concat(i.TrouterManagerState[this.state], "'"));
              }, t3.prototype.setState = function(t4) {
                if (this.logger.info("Switching from state '".concat(i.TrouterManagerState[this.state], "' to state '").concat(i.TrouterManagerState[t4], "'")), this.state === t4) return void this.logger.error("Attempt to switch to the current state '".concat(i.TrouterManagerState[t4], "'"));
                this.state = t4;
              }, t3;
            })();
            e.TrouterManagerFsm = c;
          }, function(t2, e, n) {
            function o(t3, e2) {
              if (!e2) return t3;
              var n2 = h(h({}, t3), { enabled: e2.TelemetryEnabled });
              return void 0 !== e2.ClientTelemetryEventEnabled && (n2 = h(h({}, n2), e2.ClientTelemetryEventEnabled)), n2;
            }
            function i(t3, e2, n2) {
              var i2, r2, s2, c2, a2, u2, d2, l2, p2, g2, f3 = function(n3) {
                return t3.proxyUrlRewrite ? (e2.info("Using rewritten URL for proxy"), t3.proxyUrlRewrite(n3)) : n3;
              };
              return { clientInfo: { ua: t3.trouterSettings.productName, v: t3.trouterSettings.version }, ioOptions: { ackTimeoutMs: 5e3, rewriteUrlForProxy: f3 }, clientCorrelationID: t3.trouterSettings.sessionId, environment: t3.trouterSettings.environment, telemetrySettings: o(t3.telemetryConfig.settings, n2), eventLogger: t3.telemetryConfig.eventLogger, endpointId: t3.trouterSettings.registrationId, trouterUrl: (null === n2 || void 0 === n2 ? void 0 : n2.TrouterConnectionUrl) || t3.trouterSettings.trouterServiceUrl, registration: t3.trouterSettings.registrarServiceUrl ? { registrarUrl: t3.trouterSettings.registrarServiceUrl, registrationId: null !== (i2 = t3.trouterSettings.registrationId) && void 0 !== i2 ? i2 : "", pnhAppId: null !== (r2 = t3.trouterSettings.pnhAppId) && void 0 !== r2 ? r2 : "", platform: null !== (s2 = t3.trouterSettings.platform) && void 0 !== s2 ? s2 : "", pnhTemplateKey: null !== (c2 = t3.trouterSettings.pnhTemplate) && void 0 !== c2 ? c2 : "", platformUIVersion: null !== (a2 = t3.trouterSettings.platformUIVersion) && void 0 !== a2 ? a2 : "", productContext: t3.trouterSettings.pnhProductContext || void 0, context: null !== (u2 = t3.trouterSettings.pnhContext) && void 0 !== u2 ? u2 : "", registrarTtlSec: (null !== (d2 = t3.trouterSettings.maxRegistrationTimeInMs) && void 0 !== d2 ? d2 : 0) / 1e3 } : void 0, connectionDependsOnRegistration: void 0 === t3.trouterSettings.registrarServiceUrl ? function() {
                return false;
              } : null !== (l2 = t3.trouterSettings.connectionDependsOnRegistration) && void 0 !== l2 ? l2 : function() {
                return false;
              }, delayEventsUntilRegistered: null !== (p2 = t3.trouterSettings.delayEventsUntilRegistered) && void 0 !== p2 ? p2 : function() {
                return false;
              }, timeoutOptions: h({ connectionTimeoutMs: t3.trouterSettings.trouterConnectTimeoutInMs || 3e4, fetchTimeoutMs: 1e4, pingTimeoutMs: 4e4, pongTimeoutMs: 5e3, maxBackoffMs: "TeamsCDL" === t3.trouterSettings.productName ? 3e5 : 3e4, requestTimeoutMs: 5e3, userActivityResponseTimeoutMs: 1e4 }, t3.trouterSettings.timeoutOptions), incallTimeoutOptions: h({ connectionTimeoutMs: 1e4, fetchTimeoutMs: 5e3, pingTimeoutMs: 5e3, pongTimeoutMs: 2e3, maxBackoffMs: "TeamsCDL" === t3.trouterSettings.productName ? 3e5 : 1e4, requestTimeoutMs: 5e3, userActivityResponseTimeoutMs: 1e4 }, t3.trouterSettings.incallTimeoutOptions), incallModeTimeoutMs: null !== (g2 = t3.trouterSettings.incallModeTimeoutMs) && void 0 !== g2 ? g2 : 0, lingeringConnectionDelayMs: 6e4, userActivitySecondResendDelayMs: t3.trouterSettings.userActivitySecondResendDelayMs || 1e4, duplicateDisconnectThresholdMs: 1e4, connectionCache: t3.connectionCache, registrationStateCallback: t3.registrationStateCallbackForAcsDoNotUse, rewriteUrlForProxy: f3, retryLimitOnTokenFetch: t3.trouterSettings.retryLimitOnTokenFetch, extraConnectionHeaders: t3.trouterSettings.extraConnectionHeaders, expediteBackoffOnStartMinimumDelayMs: 1e4, toJSON: function() {
                return h(h({}, this), { connectionCache: this.connectionCache ? {} : this.connectionCache });
              } };
            }
            function r(t3) {
              return new S(t3);
            }
            function s() {
              return p.CLIENT_VERSION;
            }
            function c(t3, e2) {
              var n2 = t3.indexOf("://");
              if (n2 >= 0) {
                var o2 = t3.indexOf("/", n2 + 3);
                if (o2 >= 0) return e2 + t3.substr(o2);
              }
              return "";
            }
            function a(t3) {
              var e2 = this;
              return function(n2) {
                return d(e2, void 0, void 0, function() {
                  var e3;
                  return l(this, function(o2) {
                    switch (o2.label) {
                      case 0:
                        return e3 = {}, [4, t3(n2.needFresh)];
                      case 1:
                        return [2, (e3.token = o2.sent(), e3.tokenType = "skype", e3)];
                    }
                  });
                });
              };
            }
            function u(t3, e2) {
              var n2, o2 = this;
              return function(i2) {
                return d(o2, void 0, void 0, function() {
                  var o3, r2, s2;
                  return l(this, function(c2) {
                    switch (c2.label) {
                      case 0:
                        o3 = /* @__PURE__ */ new Date(), r2 = setInterval(function() {
                          var e3 = Math.round((Date.now() - o3.getTime()) / 6e4);
                          t3.warn("Note: Trouter auth token request promise from ".concat(o3.toISOString(), " has not been resolved for ").concat(e3, " minutes. The client is blocked from operating properly"));
                        }, 3e5), c2.label = 1;
                      case 1:
                        return c2.trys.push([1, , 3, 4]), [4, e2(i2)];
                      case 2:
                        return s2 = c2.sent(), i2.needFresh && s2.token === n2 && t3.error("API violation: Trouter auth token provider got a request with needRefresh=true, but returned the same token as last time anyway. Please fix the host app"), n2 = s2.token, [2, s2];
                      case 3:
                        return clearInterval(r2), [7];
                      case 4:
                        return [2];
                    }
                  });
                });
              };
            }
            var h = this && this.__assign || function() {
              return h = Object.assign || function(t3) {
                for (var e2, n2 = 1, o2 = arguments.length; n2 < o2; n2++) {
                  e2 = arguments[n2];
                  for (var i2 in e2) Object.prototype.hasOwnProperty.call(e2, i2) && (t3[i2] = e2[i2]);
                }
                return t3;
              }, h.apply(this, arguments);
            }, d = this && this.__awaiter || function(t3, e2, n2, o2) {
              function i2(t4) {
                return t4 instanceof n2 ? t4 : new n2(function(e3) {
                  e3(t4);
                });
              }
              return new (n2 || (n2 = Promise))(function(n3, r2) {
                function s2(t4) {
                  try {
                    a2(o2.next(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function c2(t4) {
                  try {
                    a2(o2.throw(t4));
                  } catch (t5) {
                    r2(t5);
                  }
                }
                function a2(t4) {
                  t4.done ? n3(t4.value) : i2(t4.value).then(s2, c2);
                }
                a2((o2 = o2.apply(t3, e2 || [])).next());
              });
            }, l = this && this.__generator || function(t3, e2) {
              function n2(t4) {
                return function(e3) {
                  return o2([t4, e3]);
                };
              }
              function o2(n3) {
                if (i2) throw new TypeError("Generator is already executing.");
                for (; c2 && (c2 = 0, n3[0] && (a2 = 0)), a2; ) try {
                  if (i2 = 1, r2 && (s2 = 2 & n3[0] ? r2.return : n3[0] ? r2.throw || ((s2 = r2.return) && s2.call(r2), 0) : r2.next) && !(s2 = s2.call(r2, n3[1])).done) return s2;
                  switch (r2 = 0, s2 && (n3 = [2 & n3[0], s2.value]), n3[0]) {
                    case 0:
                    case 1:
                      s2 = n3;
                      break;
                    case 4:
                      return a2.label++, { value: n3[1], done: false };
                    case 5:
                      a2.label++, r2 = n3[1], n3 = [0];
                      continue;
                    case 7:
                      n3 = a2.ops.pop(), a2.trys.pop();
                      continue;
                    default:
                      if (s2 = a2.trys, !(s2 = s2.length > 0 && s2[s2.length - 1]) && (6 === n3[0] || 2 === n3[0])) {
                        a2 = 0;
                        continue;
                      }
                      if (3 === n3[0] && (!s2 || n3[1] > s2[0] && n3[1] < s2[3])) {
                        a2.label = n3[1];
                        break;
                      }
                      if (6 === n3[0] && a2.label < s2[1]) {
                        a2.label = s2[1], s2 = n3;
                        break;
                      }
                      if (s2 && a2.label < s2[2]) {
                        a2.label = s2[2], a2.ops.push(n3);
                        break;
                      }
                      s2[2] && a2.ops.pop(), a2.trys.pop();
                      continue;
                  }
                  n3 = e2.call(t3, a2);
                } catch (t4) {
                  n3 = [6, t4], r2 = 0;
                } finally {
                  i2 = s2 = 0;
                }
                if (5 & n3[0]) throw n3[1];
                return { value: n3[0] ? n3[1] : void 0, done: true };
              }
              var i2, r2, s2, c2, a2 = { label: 0, sent: function() {
                if (1 & s2[0]) throw s2[1];
                return s2[1];
              }, trys: [], ops: [] };
              return c2 = { next: n2(0), throw: n2(1), return: n2(2) }, "function" == typeof Symbol && (c2[Symbol.iterator] = function() {
                return this;
              }), c2;
            };
            Object.defineProperty(e, "__esModule", { value: true }), e.replaceTrouterUrlBase = e.getTrouterServiceVersion = e.createTrouterService = e.TrouterService = e.UserActivityState = e.TrouterState = void 0;
            var p = n(1), g = n(2);
            Object.defineProperty(e, "TrouterState", { enumerable: true, get: function() {
              return g.TrouterState;
            } }), Object.defineProperty(e, "UserActivityState", { enumerable: true, get: function() {
              return g.UserActivityState;
            } });
            var f2 = n(0), v = n(8), m = n(9), y = n(10), T = n(11), S = (function() {
              function t3(t4) {
                this.logProvider = t4, this.stateChangedListeners = [], this.logger = new f2.Logger("Trouter", t4), this.trouterUrlPromise = new T.TrouterUrlPromise(t4), this.messageHandlers = new v.MessageHandlerRegistry(t4), this.listeners = {}, this.connectionInfo = null, this.logger.info("Created TrouterService version ".concat(p.CLIENT_VERSION));
              }
              return t3.prototype.start = function(t4) {
                var e2;
                if (this.logger.info("Start"), !t4.skypeTokenProvider && !t4.authTokenProvider) throw new Error("no token provider has been configured, either skypeTokenProvider or authTokenProvider must be populated");
                t4.skypeTokenProvider && !t4.trouterSettings.disableInternalSkypeTokenCache && (t4.skypeTokenProvider = (0, m.addCacheAsBackupTo)(t4.skypeTokenProvider)), this.trouterCfg = t4;
                var n2 = i(t4, this.logger, this.ecsCfg);
                false === t4.internalEnableV4cProtocol && (n2.forceV4aProtocol = true);
                var o2 = u(this.logger, null !== (e2 = t4.authTokenProvider) && void 0 !== e2 ? e2 : a(t4.skypeTokenProvider));
                void 0 === this.trouterServer && (this.trouterServer = new y.TrouterManager(this.logProvider, n2, o2, void 0 === t4.authTokenProvider, this)), void 0 !== this.pendingActivityState && (this.trouterServer.setUserActivityState(this.pendingActivityState[0], this.pendingActivityState[1]), this.pendingActivityState = void 0), this.trouterServer.start();
              }, t3.prototype.stop = function(t4) {
                this.logger.info("close connection"), this.trouterUrlPromise.rejectUrl(new Error("TrouterService is stopped")), void 0 !== this.trouterServer && this.trouterServer.stop(t4);
              }, t3.prototype.setEcsConfig = function(t4) {
                return d(this, void 0, void 0, function() {
                  var e2 = this;
                  return l(this, function(n2) {
                    return [2, new Promise(function(n3) {
                      if (e2.ecsCfg = t4.TrouterJScriptClient, e2.logger.info("Setting ECS configuration to ".concat(JSON.stringify(e2.ecsCfg))), void 0 !== e2.trouterServer && void 0 !== e2.trouterCfg) {
                        var o2 = i(e2.trouterCfg, e2.logger, e2.ecsCfg);
                        e2.trouterServer.configure(o2);
                      }
                      n3();
                    })];
                  });
                });
              }, t3.prototype.checkConnection = function(t4) {
                void 0 !== this.trouterServer && this.trouterServer.checkConnection(null !== t4 && void 0 !== t4 && t4);
              }, t3.prototype.resendRegistration = function() {
                return d(this, void 0, void 0, function() {
                  return l(this, function(t4) {
                    if (!this.trouterServer) throw new Error("resendRegistration called too early");
                    return [2, this.trouterServer.resendRegistration()];
                  });
                });
              }, t3.prototype.registerListener = function(t4, e2) {
                return "" === e2 || !e2.startsWith("/") || e2.includes("?") || e2.includes("#") ? (this.logger.error("Listener path '".concat(e2, "' is not valid")), false) : this.listeners[e2] ? (this.logger.error("Another listener is already registered for path '".concat(e2, "'")), false) : (this.listeners[e2] = t4, this.logger.debug("Listener for path '".concat(e2, "' registered")), this.connectionInfo && t4.onTrouterConnected(this.connectionInfo.baseEndpointUrl + e2, this.connectionInfo), true);
              }, t3.prototype.unregisterListener = function(t4) {
                for (var e2 = [], n2 = 0, o2 = Object.keys(this.listeners); n2 < o2.length; n2++) {
                  var i2 = o2[n2];
                  this.listeners[i2] === t4 && e2.push(i2);
                }
                if (0 === e2.length) return false;
                for (var r2 = 0, s2 = e2; r2 < s2.length; r2++) {
                  var i2 = s2[r2];
                  delete this.listeners[i2];
                }
                return this.logger.debug("Listener for path(s) '".concat(e2.join("', '"), "' unregistered")), true;
              }, t3.prototype.onTrouterConnected = function(t4, e2) {
                this.logger.debug("Trouter is now connected");
                for (var n2 = 0, o2 = Object.keys(this.listeners); n2 < o2.length; n2++) {
                  var i2 = o2[n2];
                  try {
                    this.listeners[i2].onTrouterConnected(e2.baseEndpointUrl + i2, e2);
                  } catch (t5) {
                    this.logger.error("Listener '".concat(i2, "' threw an exception from onTrouterConnected(): ").concat(t5));
                  }
                }
                this.connectionInfo = e2, this.trouterUrlPromise.resolveUrl(t4), this.notifyStateChanged(g.TrouterState.Connected, { url: t4, getRemainingTtlInSec: function() {
                  return e2.connectionTtlSec;
                } });
              }, t3.prototype.onTrouterDisconnected = function() {
                this.logger.debug("Trouter is now disconnected"), this.connectionInfo = null;
                for (var t4 = 0, e2 = Object.keys(this.listeners); t4 < e2.length; t4++) {
                  var n2 = e2[t4], o2 = this.listeners[n2];
                  if (o2.onTrouterDisconnected) try {
                    o2.onTrouterDisconnected();
                  } catch (t5) {
                    this.logger.error("Listener '".concat(n2, "' threw an exception from onTrouterDisconnected(): ").concat(t5));
                  }
                }
                this.notifyStateChanged(g.TrouterState.Disconnected);
              }, t3.prototype.onTrouterRequest = function(t4, e2) {
                for (var n2 = "", o2 = 0, i2 = Object.keys(this.listeners); o2 < i2.length; o2++) {
                  var r2 = i2[o2];
                  t4.path.startsWith(r2) && r2.length > n2.length && (n2 = r2);
                }
                if ("" === n2) this.tryMessageHandlers(t4, e2) || (e2.status = 404, e2.headers = { "Trouter-Responder": "ClientLib" }, e2.send());
                else try {
                  this.listeners[n2].onTrouterRequest(t4, e2);
                } catch (t5) {
                  this.logger.error("Listener '".concat(n2, "' threw an exception from onTrouterRequest(): ").concat(t5)), e2.status = 500, e2.headers = { "Trouter-Responder": "ClientLib" }, e2.send();
                }
              }, t3.prototype.onTrouterMessageLoss = function(t4) {
                this.logger.info("onTrouterMessageLoss called with tags [".concat(t4, "]"));
                for (var e2 = true, n2 = 0, o2 = Object.keys(this.listeners); n2 < o2.length; n2++) {
                  var i2 = o2[n2], r2 = this.listeners[i2];
                  if (r2.onTrouterMessageLoss) try {
                    e2 = r2.onTrouterMessageLoss(t4) && e2, void 0 === e2 && (this.logger.error("Listener '".concat(i2, "' did not return a boolean value from onTrouterMessageLoss()")), e2 = false);
                  } catch (t5) {
                    this.logger.error("Listener '".concat(i2, "' threw an exception from onTrouterMessageLoss(): ").concat(t5)), e2 = false;
                  }
                }
                return e2;
              }, t3.prototype.onTrouterUserActivityStateAccepted = function(t4) {
                this.logger.debug("onTrouterUserActivityStateAccepted cv: ".concat(t4));
                for (var e2 = 0, n2 = Object.keys(this.listeners); e2 < n2.length; e2++) {
                  var o2 = n2[e2], i2 = this.listeners[o2];
                  if (i2.onTrouterUserActivityStateAccepted) try {
                    i2.onTrouterUserActivityStateAccepted(t4);
                  } catch (t5) {
                    this.logger.error("Listener '".concat(o2, "' threw an exception from onTrouterUserActivityStateAccepted(): ").concat(t5));
                  }
                }
              }, t3.prototype.onAudiencesSetResolved = function(t4, e2) {
                this.logger.debug("onAudiencesSetResolved cv: ".concat(e2));
                for (var n2 = 0, o2 = Object.keys(this.listeners); n2 < o2.length; n2++) {
                  var i2 = o2[n2], r2 = this.listeners[i2];
                  if (r2.onAudiencesSetResolved) try {
                    r2.onAudiencesSetResolved(t4, e2);
                  } catch (t5) {
                    this.logger.error("Listener '".concat(i2, "' threw an exception from onAudienceSubscribed(): ").concat(t5));
                  }
                }
              }, t3.prototype.setUserActivityState = function(t4, e2) {
                if (t4 !== g.UserActivityState.Active && t4 !== g.UserActivityState.Inactive) throw new Error("setUserActivityState called with unsupported value ".concat(t4));
                this.logger.info("setUserActivityState called with value ".concat(g.UserActivityState[t4])), this.trouterServer && this.state() !== g.TrouterState.Unknown ? this.trouterServer.setUserActivityState(t4, e2) : (this.pendingActivityState = [t4, e2], this.logger.warn("setUserActivityState called before start() or after stop()"));
              }, t3.prototype.setAudienceSubscriptions = function(t4, e2) {
                if (t4.audienceSubscriptions.length > 1) throw new Error("Only singular audience subscription is supported");
                if (this.trouterServer && this.state() !== g.TrouterState.Unknown) return this.trouterServer.setAudienceSubscriptionsAsync(t4, 15e3, e2);
                throw new Error("audience subscribe called before start() or after stop()");
              }, t3.prototype.state = function() {
                return void 0 !== this.trouterServer ? this.trouterServer.getState() : g.TrouterState.Unknown;
              }, t3.prototype.isInTerminalState = function() {
                return void 0 !== this.trouterServer && this.trouterServer.isInTerminalState();
              }, t3.prototype.reportStateInfo = function() {
                return void 0 === this.trouterServer ? "" : this.trouterServer.reportStateInfo();
              }, t3.prototype.getServerState = function() {
                if (void 0 !== this.trouterServer) return this.trouterServer.getServerState();
              }, t3.prototype.getTrouterUrlAsync = function() {
                return void 0 !== this.trouterServer ? this.trouterUrlPromise.getPromise() : Promise.reject(new Error("TrouterService has not been started"));
              }, t3.prototype.onStateChanged = function(t4) {
                if (this.logger.info("onStateChanged called"), void 0 === t4) this.stateChangedListeners = this.stateChangedListeners.filter(function(t5) {
                  return void 0 === t5.wrappedCallback;
                });
                else {
                  this.offStateChanged(t4);
                  var e2 = function(e3, n2) {
                    t4(e3, n2 ? n2.url : "");
                  };
                  e2.wrappedCallback = t4, this.stateChangedListeners.push(e2);
                }
              }, t3.prototype.offStateChanged = function(t4) {
                this.logger.info("offStateChanged called");
                var e2 = this.stateChangedListeners.length;
                return this.stateChangedListeners = this.stateChangedListeners.filter(function(e3) {
                  return e3.wrappedCallback !== t4;
                }), e2 > this.stateChangedListeners.length;
              }, t3.prototype.addCallback = function(t4) {
                this.logger.info("addListener called"), -1 === this.stateChangedListeners.indexOf(t4, 0) && void 0 !== t4 && this.stateChangedListeners.push(t4);
              }, t3.prototype.removeCallback = function(t4) {
                this.logger.info("removeListener called");
                var e2 = this.stateChangedListeners.indexOf(t4, 0);
                return e2 > -1 && (this.stateChangedListeners.splice(e2, 1), true);
              }, t3.prototype.registerMessageHandler = function(t4) {
                this.logger.info("registerMessageHandler is called"), this.messageHandlers.register(t4);
              }, t3.prototype.clearMessageHandlers = function() {
                this.logger.info("clearMessageHandlers is called"), this.messageHandlers.clear();
              }, t3.prototype.notifyStateChanged = function(t4, e2) {
                var n2 = this;
                this.logger.info("notifyStateChanged called, will forward to ".concat(this.stateChangedListeners.length, " listeners")), this.stateChangedListeners.forEach(function(o2) {
                  try {
                    o2(t4, e2);
                  } catch (t5) {
                    n2.logger.error("Error in callback ".concat(t5));
                  }
                });
              }, t3.prototype.tryMessageHandlers = function(t4, e2) {
                if (!this.messageHandlers.active()) return false;
                var n2, o2 = null;
                try {
                  n2 = JSON.parse(t4.body), o2 = n2 && (n2.evt || n2.eventId) || null;
                } catch (t5) {
                }
                var i2 = { eventId: o2, url: (this.connectionInfo ? this.connectionInfo.baseEndpointUrl : "") + t4.path, body: n2, rawBody: t4.body, headers: t4.headers }, r2 = this.messageHandlers.handleMessage(i2);
                return !!r2.isHandled && (e2.status = r2.resultCode, r2.responseHeaders && (e2.headers = r2.responseHeaders), r2.responseBody && (e2.body = r2.responseBody), e2.send(), true);
              }, t3;
            })();
            e.TrouterService = S, e.createTrouterService = r, e.getTrouterServiceVersion = s, e.replaceTrouterUrlBase = c;
          }, function(e, n) {
            e.exports = t;
          }]);
        });
      });
      unwrapExports(tstrouter);
      var chat = createCommonjsModule(function(module2, exports2) {
        Object.defineProperty(exports2, "__esModule", { value: true });
        exports2.DeleteReason = void 0;
        var DeleteReason;
        (function(DeleteReason2) {
          DeleteReason2["DeletedByPolicy"] = "deletedByPolicy";
          DeleteReason2["DeletedByUser"] = "deletedByUser";
        })(DeleteReason || (exports2.DeleteReason = DeleteReason = {}));
      });
      unwrapExports(chat);
      chat.DeleteReason;
      var constants = createCommonjsModule(function(module2, exports2) {
        Object.defineProperty(exports2, "__esModule", { value: true });
        exports2.PACKAGE_VERSION = exports2.CONFIG_API_VERSION = exports2.EudbCountries = exports2.CloudPrefix = exports2.CloudType = exports2.MAX_NUMBER_OF_TOKEN_FETCH_RETRIES = void 0;
        exports2.MAX_NUMBER_OF_TOKEN_FETCH_RETRIES = 3;
        var CloudType;
        (function(CloudType2) {
          CloudType2["Public"] = "Public";
          CloudType2["GccHigh"] = "GCC High";
          CloudType2["Dod"] = "DoD";
        })(CloudType || (exports2.CloudType = CloudType = {}));
        var CloudPrefix;
        (function(CloudPrefix2) {
          CloudPrefix2["OrgId"] = "orgid";
          CloudPrefix2["Acs"] = "acs";
          CloudPrefix2["Spool"] = "spool";
          CloudPrefix2["GccHigh"] = "gcch";
          CloudPrefix2["GccHighAcs"] = "gcch-acs";
          CloudPrefix2["Dod"] = "dod";
          CloudPrefix2["DodAcs"] = "dod-acs";
        })(CloudPrefix || (exports2.CloudPrefix = CloudPrefix = {}));
        exports2.EudbCountries = ["europe", "france", "germany", "norway", "switzerland", "sweden"];
        exports2.CONFIG_API_VERSION = "2024-09-01";
        exports2.PACKAGE_VERSION = "1.0.0-beta.34";
      });
      unwrapExports(constants);
      constants.PACKAGE_VERSION;
      constants.CONFIG_API_VERSION;
      constants.EudbCountries;
      constants.CloudPrefix;
      constants.CloudType;
      constants.MAX_NUMBER_OF_TOKEN_FETCH_RETRIES;
      var chat_1 = chat;
      var constants_1 = constants;
      var TrouterUtils = createCommonjsModule(function(module2, exports2) {
        var __awaiter = commonjsGlobal && commonjsGlobal.__awaiter || function(thisArg, _arguments, P, generator) {
          function adopt(value) {
            return value instanceof P ? value : new P(function(resolve) {
              resolve(value);
            });
          }
          return new (P || (P = Promise))(function(resolve, reject) {
            function fulfilled(value) {
              try {
                step(generator.next(value));
              } catch (e) {
                reject(e);
              }
            }
            function rejected(value) {
              try {
                step(generator["throw"](value));
              } catch (e) {
                reject(e);
              }
            }
            function step(result) {
              result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
            }
            step((generator = generator.apply(thisArg, _arguments || [])).next());
          });
        };
        Object.defineProperty(exports2, "__esModule", { value: true });
        exports2.isEudbLocation = exports2.parseTokenCredential = exports2.base64decode = exports2.toTelemetrySender = exports2.toLogProvider = exports2.toMessageHandler = void 0;
        exports2.generateUuid = generateUuid2;
        const eventIds = /* @__PURE__ */ new Map([
          ["chatMessageReceived", 200],
          ["typingIndicatorReceived", 245],
          ["readReceiptReceived", 246],
          ["chatMessageEdited", 247],
          ["chatMessageDeleted", 248],
          ["chatThreadCreated", 257],
          ["chatThreadPropertiesUpdated", 258],
          ["chatThreadDeleted", 259],
          ["participantsAdded", 260],
          ["participantsRemoved", 261]
        ]);
        const publicTeamsUserPrefix = "8:orgid:";
        const dodTeamsUserPrefix = "8:dod:";
        const gcchTeamsUserPrefix = "8:gcch:";
        const teamsVisitorUserPrefix = "8:teamsvisitor:";
        const phoneNumberPrefix = "4:";
        const acsUserPrefix = "8:acs:";
        const acsGcchUserPrefix = "8:gcch-acs:";
        const acsDodUserPrefix = "8:dod-acs:";
        const spoolUserPrefix = "8:spool:";
        const toMessageHandler = (event, listener, resourceEndpoint, gatewayApiVersion) => {
          const eventId = eventIds.get(event);
          return {
            handleMessage(message) {
              let genericPayload = null;
              if (message === null || message === void 0 ? void 0 : message.rawBody) {
                genericPayload = JSON.parse(message.rawBody);
              }
              if (genericPayload === null || genericPayload.eventId !== eventId) {
                return void 0;
              }
              const eventPayload = toEventPayload(event, genericPayload, resourceEndpoint, gatewayApiVersion);
              if (eventPayload === null) {
                return void 0;
              }
              listener(eventPayload);
              return { isHandled: true, resultCode: 200 };
            }
          };
        };
        exports2.toMessageHandler = toMessageHandler;
        function toChatMessageReceivedEvent(payload, resourceEndpoint, gatewayApiVersion) {
          return {
            threadId: payload.groupId,
            sender: constructIdentifierKindFromMri(payload.senderId),
            senderDisplayName: payload.senderDisplayName,
            recipient: constructIdentifierKindFromMri(payload.recipientMri),
            id: payload.messageId,
            createdOn: new Date(payload.originalArrivalTime),
            version: payload.version,
            type: payload.messageType,
            message: payload.messageBody,
            metadata: parseJsonString(payload.acsChatMessageMetadata) || {},
            attachments: transformEndpoint(parseJsonString(payload.attachments) || [], resourceEndpoint, gatewayApiVersion)
          };
        }
        function toChatMessageEditedEvent(payload, resourceEndpoint, gatewayApiVersion) {
          return Object.assign(Object.assign({}, toChatMessageReceivedEvent(payload, resourceEndpoint, gatewayApiVersion)), { editedOn: new Date(payload.edittime) });
        }
        const toEventPayload = (event, genericPayload, resourceEndpoint, gatewayApiVersion) => {
          if (event === "chatMessageReceived") {
            const payload = genericPayload;
            return toChatMessageReceivedEvent(payload, resourceEndpoint, gatewayApiVersion);
          }
          if (event === "chatMessageEdited") {
            const payload = genericPayload;
            return toChatMessageEditedEvent(payload, resourceEndpoint, gatewayApiVersion);
          }
          if (event === "chatMessageDeleted") {
            const payload = genericPayload;
            const eventPayload = {
              threadId: payload.groupId,
              sender: constructIdentifierKindFromMri(payload.senderId),
              senderDisplayName: payload.senderDisplayName,
              recipient: constructIdentifierKindFromMri(payload.recipientMri),
              id: payload.messageId,
              createdOn: new Date(payload.originalArrivalTime),
              version: payload.version,
              deletedOn: new Date(payload.deletetime),
              type: payload.messageType
            };
            return eventPayload;
          }
          if (event === "typingIndicatorReceived") {
            const payload = genericPayload;
            const eventPayload = {
              threadId: payload.groupId,
              sender: constructIdentifierKindFromMri(payload.senderId),
              senderDisplayName: payload.senderDisplayName,
              recipient: constructIdentifierKindFromMri(payload.recipientMri),
              version: payload.version,
              receivedOn: new Date(payload.originalArrivalTime)
            };
            return eventPayload;
          }
          if (event === "readReceiptReceived") {
            const payload = genericPayload;
            const readReceiptMessageBody = JSON.parse(payload.messageBody);
            const consumptionHorizon = readReceiptMessageBody.consumptionhorizon.split(";");
            const eventPayload = {
              threadId: payload.groupId,
              sender: constructIdentifierKindFromMri(payload.senderId),
              senderDisplayName: "",
              recipient: constructIdentifierKindFromMri(payload.recipientMri),
              chatMessageId: payload.messageId,
              readOn: /* @__PURE__ */ new Date(+consumptionHorizon[1])
            };
            return eventPayload;
          }
          if (event === "chatThreadCreated") {
            const payload = genericPayload;
            const createdByPayload = JSON.parse(unescape(payload.createdBy));
            const membersPayload = JSON.parse(unescape(payload.members));
            const createdBy = toChatParticipant(createdByPayload);
            const chatParticipants = membersPayload.map((m) => {
              return toChatParticipant(m);
            });
            const eventPayload = {
              threadId: payload.threadId,
              createdOn: new Date(payload.createTime),
              createdBy,
              version: payload.version,
              participants: chatParticipants,
              properties: toThreadProperties(JSON.parse(unescape(payload.properties))),
              retentionPolicy: getRetentionPolicy(JSON.parse(unescape(payload.properties)))
            };
            return eventPayload;
          }
          if (event === "chatThreadPropertiesUpdated") {
            const payload = genericPayload;
            const updatedByPayload = JSON.parse(unescape(payload.editedBy));
            const updatedBy = toChatParticipant(updatedByPayload);
            const eventPayload = {
              threadId: payload.threadId,
              updatedOn: new Date(payload.editTime),
              updatedBy,
              version: payload.version,
              properties: toThreadProperties(JSON.parse(unescape(payload.properties))),
              retentionPolicy: getRetentionPolicy(JSON.parse(unescape(payload.properties)))
            };
            return eventPayload;
          }
          if (event === "chatThreadDeleted") {
            const payload = genericPayload;
            const deletedBy = genericPayload.reason == chat_1.DeleteReason.DeletedByPolicy ? null : toChatParticipant(JSON.parse(unescape(payload.deletedBy)));
            const eventPayload = {
              threadId: payload.threadId,
              deletedOn: new Date(payload.deleteTime),
              deletedBy,
              version: payload.version,
              reason: payload.reason
            };
            return eventPayload;
          }
          if (event === "participantsAdded") {
            const payload = genericPayload;
            const addedByPayload = JSON.parse(unescape(payload.addedBy));
            const participantsAddedPayload = JSON.parse(unescape(payload.participantsAdded));
            const addedBy = toChatParticipant(addedByPayload);
            const chatParticipants = participantsAddedPayload.map((m) => {
              return toChatParticipant(m);
            });
            const eventPayload = {
              threadId: payload.threadId,
              addedOn: new Date(payload.time),
              addedBy,
              version: payload.version,
              participantsAdded: chatParticipants
            };
            return eventPayload;
          }
          if (event === "participantsRemoved") {
            const payload = genericPayload;
            const removedByPayload = JSON.parse(unescape(payload.removedBy));
            const participantsRemovedPayload = JSON.parse(unescape(payload.participantsRemoved));
            const removedBy = toChatParticipant(removedByPayload);
            const chatParticipants = participantsRemovedPayload.map((m) => {
              return toChatParticipant(m);
            });
            const eventPayload = {
              threadId: payload.threadId,
              removedOn: new Date(payload.time),
              removedBy,
              version: payload.version,
              participantsRemoved: chatParticipants
            };
            return eventPayload;
          }
          return null;
        };
        const toChatParticipant = (payload) => {
          var _a;
          const participant = {
            id: constructIdentifierKindFromMri(payload.participantId),
            displayName: payload.displayName,
            metadata: parseJsonString((_a = payload.memberMetaData) !== null && _a !== void 0 ? _a : "") || {}
          };
          if (payload.shareHistoryTime) {
            participant.shareHistoryTime = new Date(payload.shareHistoryTime);
          }
          return participant;
        };
        const toThreadProperties = (payload) => {
          var _a;
          return {
            topic: payload.topic,
            metadata: parseJsonString((_a = payload.acsChatThreadMetadata) !== null && _a !== void 0 ? _a : "") || {}
          };
        };
        const getRetentionPolicy = (payload) => {
          const raw = payload.retentionPolicy;
          if (!raw) {
            return { kind: "none" };
          }
          let parsed;
          try {
            parsed = JSON.parse(raw);
          } catch (_a) {
            return { kind: "none" };
          }
          if (parsed.retentionPolicyType === "DeleteAfterCreationTime" && typeof parsed.executeAfter === "string") {
            const s = parsed.executeAfter.trim().replace(/^[+-]/, "");
            const daysPart = s.includes(".") ? s.split(".")[0] : "0";
            const days = parseInt(daysPart, 10);
            return {
              kind: "threadCreationDate",
              deleteThreadAfterDays: isNaN(days) ? 0 : days
            };
          }
          return { kind: "none" };
        };
        const toLogProvider = (logger5) => {
          return {
            log: (...message) => logger5.info(message),
            warn: (...message) => logger5.warning(message),
            error: (...message) => logger5.error(message),
            debug: (...message) => logger5.verbose(message),
            info: (...message) => logger5.verbose(message)
          };
        };
        exports2.toLogProvider = toLogProvider;
        const toTelemetrySender = (logger5) => {
          return {
            logEvent: (clientEvent) => logger5.info(clientEvent)
          };
        };
        exports2.toTelemetrySender = toTelemetrySender;
        const constructIdentifierKindFromMri = (mri) => {
          if (mri.startsWith(publicTeamsUserPrefix)) {
            return {
              kind: "microsoftTeamsUser",
              rawId: mri,
              microsoftTeamsUserId: mri.substring(publicTeamsUserPrefix.length),
              isAnonymous: false,
              cloud: "public"
            };
          } else if (mri.startsWith(dodTeamsUserPrefix)) {
            return {
              kind: "microsoftTeamsUser",
              rawId: mri,
              microsoftTeamsUserId: mri.substring(dodTeamsUserPrefix.length),
              isAnonymous: false,
              cloud: "dod"
            };
          } else if (mri.startsWith(gcchTeamsUserPrefix)) {
            return {
              kind: "microsoftTeamsUser",
              rawId: mri,
              microsoftTeamsUserId: mri.substring(gcchTeamsUserPrefix.length),
              isAnonymous: false,
              cloud: "gcch"
            };
          } else if (mri.startsWith(teamsVisitorUserPrefix)) {
            return {
              kind: "microsoftTeamsUser",
              rawId: mri,
              microsoftTeamsUserId: mri.substring(teamsVisitorUserPrefix.length),
              isAnonymous: true
            };
          } else if (mri.startsWith(phoneNumberPrefix)) {
            return {
              kind: "phoneNumber",
              rawId: mri,
              phoneNumber: mri.substring(phoneNumberPrefix.length)
            };
          } else if (mri.startsWith(acsUserPrefix) || mri.startsWith(acsGcchUserPrefix) || mri.startsWith(acsDodUserPrefix) || mri.startsWith(spoolUserPrefix)) {
            return { kind: "communicationUser", communicationUserId: mri };
          } else {
            return { kind: "unknown", id: mri };
          }
        };
        const parseJsonString = (str) => {
          if (str === void 0 || str === null || str === "" || str === "null" || str === "{}" || str === "[]") {
            return void 0;
          }
          return JSON.parse(str);
        };
        const createMediaUrlString = (urlString, resourceEndpoint, gatewayApiVersion) => {
          let url;
          try {
            url = new URL(urlString);
            if (url.protocol === "http:" || url.protocol === "https:") {
              url = new URL(url.pathname, resourceEndpoint);
            }
          } catch (_) {
            try {
              url = new URL(urlString, resourceEndpoint);
            } catch (_2) {
              return urlString;
            }
          }
          url.searchParams.set("api-version", gatewayApiVersion);
          return url.toString();
        };
        const isValidURL = (str) => {
          let url;
          try {
            url = new URL(str);
          } catch (_) {
            return false;
          }
          return url.protocol === "http:" || url.protocol === "https:";
        };
        const transformEndpoint = (attachments, resourceEndpoint, gatewayApiVersion) => {
          if (resourceEndpoint === void 0 || resourceEndpoint === null || resourceEndpoint === "" || !isValidURL(resourceEndpoint)) {
            return attachments;
          }
          attachments.filter((e) => e.attachmentType.toLowerCase() === "image".toLowerCase()).map((attachment) => {
            if (attachment.previewUrl) {
              attachment.previewUrl = createMediaUrlString(attachment.previewUrl, resourceEndpoint, gatewayApiVersion);
            }
            if (attachment.url) {
              attachment.url = createMediaUrlString(attachment.url, resourceEndpoint, gatewayApiVersion);
            }
          });
          return attachments;
        };
        const base64decode = (encodedString) => !coreUtil__default["default"].isNodeLike ? atob(encodedString) : Buffer.from(encodedString, "base64").toString();
        exports2.base64decode = base64decode;
        const parseJWT = (token) => {
          let [, payload] = token === null || token === void 0 ? void 0 : token.split(".");
          if (payload === void 0) {
            throw new Error("Invalid token");
          }
          payload = payload.replace(/-/g, "+").replace(/_/g, "/");
          return JSON.parse(decodeURIComponent(escape((0, exports2.base64decode)(payload))));
        };
        const parseTokenCredential = (credential) => __awaiter(void 0, void 0, void 0, function* () {
          const accessToken = yield credential.getToken();
          const jwtToken = accessToken === null || accessToken === void 0 ? void 0 : accessToken.token;
          const parsedJwtToken = parseJWT(jwtToken);
          const identityMri = parsedJwtToken.skypeid;
          const acsResourceId = parsedJwtToken.resourceId;
          const cloudType = getCloudTypeFromSkypeId(identityMri);
          const resourceLocation = parsedJwtToken.resourceLocation || "";
          return { jwtToken, acsResourceId, identityMri, cloudType, resourceLocation };
        });
        exports2.parseTokenCredential = parseTokenCredential;
        function generateUuid2() {
          return (0, uuid__default["default"].v4)();
        }
        const isEudbLocation = (location) => !!location && !!constants_1.EudbCountries.find((euLocation) => euLocation === location);
        exports2.isEudbLocation = isEudbLocation;
        function getCloudTypeFromSkypeId(skypeId) {
          const cloudPrefix = skypeId.substring(0, skypeId.indexOf(":"));
          switch (cloudPrefix) {
            case constants_1.CloudPrefix.OrgId:
            case constants_1.CloudPrefix.Acs:
            case constants_1.CloudPrefix.Spool: {
              return constants_1.CloudType.Public;
            }
            case constants_1.CloudPrefix.GccHigh:
            case constants_1.CloudPrefix.GccHighAcs: {
              return constants_1.CloudType.GccHigh;
            }
            case constants_1.CloudPrefix.Dod:
            case constants_1.CloudPrefix.DodAcs: {
              return constants_1.CloudType.Dod;
            }
            default: {
              return constants_1.CloudType.Public;
            }
          }
        }
      });
      unwrapExports(TrouterUtils);
      TrouterUtils.isEudbLocation;
      TrouterUtils.parseTokenCredential;
      TrouterUtils.base64decode;
      TrouterUtils.toTelemetrySender;
      TrouterUtils.toLogProvider;
      TrouterUtils.toMessageHandler;
      TrouterUtils.generateUuid;
      var TrouterConfigClient_1$1 = createCommonjsModule(function(module2, exports2) {
        var __createBinding = commonjsGlobal && commonjsGlobal.__createBinding || (Object.create ? (function(o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          var desc = Object.getOwnPropertyDescriptor(m, k);
          if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
            desc = { enumerable: true, get: function() {
              return m[k];
            } };
          }
          Object.defineProperty(o, k2, desc);
        }) : (function(o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          o[k2] = m[k];
        }));
        var __setModuleDefault = commonjsGlobal && commonjsGlobal.__setModuleDefault || (Object.create ? (function(o, v) {
          Object.defineProperty(o, "default", { enumerable: true, value: v });
        }) : function(o, v) {
          o["default"] = v;
        });
        var __importStar = commonjsGlobal && commonjsGlobal.__importStar || function(mod) {
          if (mod && mod.__esModule) return mod;
          var result = {};
          if (mod != null) {
            for (var k in mod) if (k !== "default" && Object.prototype.hasOwnProperty.call(mod, k)) __createBinding(result, mod, k);
          }
          __setModuleDefault(result, mod);
          return result;
        };
        var __awaiter = commonjsGlobal && commonjsGlobal.__awaiter || function(thisArg, _arguments, P, generator) {
          function adopt(value) {
            return value instanceof P ? value : new P(function(resolve) {
              resolve(value);
            });
          }
          return new (P || (P = Promise))(function(resolve, reject) {
            function fulfilled(value) {
              try {
                step(generator.next(value));
              } catch (e) {
                reject(e);
              }
            }
            function rejected(value) {
              try {
                step(generator["throw"](value));
              } catch (e) {
                reject(e);
              }
            }
            function step(result) {
              result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
            }
            step((generator = generator.apply(thisArg, _arguments || [])).next());
          });
        };
        Object.defineProperty(exports2, "__esModule", { value: true });
        exports2.RealTimeNotificationConfiguration = exports2.TrouterConfigClient = void 0;
        const coreClient2 = __importStar(coreClient__default["default"]);
        class TrouterConfigClient extends coreClient2.ServiceClient {
          constructor(endpoint2, options) {
            if (!options) {
              options = {};
            }
            const packageDetails = `azsdk-js-communication-signaling/${constants_1.PACKAGE_VERSION}`;
            const userAgentPrefix = options.userAgentOptions && options.userAgentOptions.userAgentPrefix ? `${options.userAgentOptions.userAgentPrefix} ${packageDetails}` : `${packageDetails}`;
            const clientOptions = Object.assign(Object.assign({}, options), { userAgentOptions: {
              userAgentPrefix
            }, additionalPolicies: options.additionalPolicies });
            super(clientOptions);
            this.apiVersion = constants_1.CONFIG_API_VERSION;
            this.endpoint = endpoint2;
            this.httpClient = (0, coreRestPipeline__default["default"].createDefaultHttpClient)();
          }
          fetchServiceUrls(credential) {
            return __awaiter(this, void 0, void 0, function* () {
              try {
                const token = (yield credential.getToken()).token;
                const request = (0, coreRestPipeline__default["default"].createPipelineRequest)({
                  url: `${this.endpoint}/chat/config/realTimeNotifications?api-version=${this.apiVersion}`,
                  method: "GET",
                  headers: (0, coreRestPipeline__default["default"].createHttpHeaders)({
                    Authorization: `Bearer ${token}`
                  })
                });
                const response = yield this.pipeline.sendRequest(this.httpClient, request);
                if (response.status !== 200 || !response.bodyAsText) {
                  throw new Error(`Failed to fetch service URLs. Status: ${response.status}, Body: ${response.bodyAsText || "No response body"}`);
                }
                const data = JSON.parse(response.bodyAsText);
                if (!data.trouterServiceUrl || !data.registrarServiceUrl || !data.cloudType) {
                  throw new Error("One or more required fields are missing in the response data");
                }
                return new RealTimeNotificationConfiguration(data.trouterServiceUrl, data.registrarServiceUrl, data.cloudType);
              } catch (error) {
                throw new Error(`Error fetching real-time notification configuration from Chat Gateway: ${error.message}`);
              }
            });
          }
        }
        exports2.TrouterConfigClient = TrouterConfigClient;
        class RealTimeNotificationConfiguration {
          constructor(trouterServiceUrl, registrarServiceUrl, cloudType) {
            this.trouterServiceUrl = trouterServiceUrl;
            this.registrarServiceUrl = registrarServiceUrl;
            this.cloudType = cloudType;
          }
        }
        exports2.RealTimeNotificationConfiguration = RealTimeNotificationConfiguration;
      });
      unwrapExports(TrouterConfigClient_1$1);
      TrouterConfigClient_1$1.RealTimeNotificationConfiguration;
      TrouterConfigClient_1$1.TrouterConfigClient;
      var TrouterUtils_1 = TrouterUtils;
      var TrouterConfigClient_1 = TrouterConfigClient_1$1;
      var TrouterSettings = createCommonjsModule(function(module2, exports2) {
        var __awaiter = commonjsGlobal && commonjsGlobal.__awaiter || function(thisArg, _arguments, P, generator) {
          function adopt(value) {
            return value instanceof P ? value : new P(function(resolve) {
              resolve(value);
            });
          }
          return new (P || (P = Promise))(function(resolve, reject) {
            function fulfilled(value) {
              try {
                step(generator.next(value));
              } catch (e) {
                reject(e);
              }
            }
            function rejected(value) {
              try {
                step(generator["throw"](value));
              } catch (e) {
                reject(e);
              }
            }
            function step(result) {
              result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
            }
            step((generator = generator.apply(thisArg, _arguments || [])).next());
          });
        };
        Object.defineProperty(exports2, "__esModule", { value: true });
        exports2.defaultTelemetrySettings = exports2.createSettings = void 0;
        const defaultSettings = {
          version: "1.0.0",
          // SignalingClient version, required for trouter connection
          registrationId: "",
          // Required for trouter connection
          sessionId: "",
          // Required for trouter connection
          pnhAppId: "AcsWeb",
          pnhTemplate: "AcsWeb_Chat_2.1",
          platform: "SPOOL",
          platformUIVersion: "0.0.0",
          environment: "",
          // TBD
          productName: "acs-chat-web",
          trouterServiceUrl: "",
          registrarServiceUrl: "",
          registrarRefreshTimeoutInMs: 35e4,
          timeoutOptions: {
            connectionTimeoutMs: 2e4,
            fetchTimeoutMs: 1e4,
            pingTimeoutMs: 4e4,
            pongTimeoutMs: 5e3,
            maxBackoffMs: 5e4,
            requestTimeoutMs: 5e3
          },
          maxRegistrationTimeInMs: 72e5
        };
        const createSettings = (credential, options) => __awaiter(void 0, void 0, void 0, function* () {
          var _a;
          const endpoint2 = options === null || options === void 0 ? void 0 : options.resourceEndpoint;
          if (endpoint2 === void 0) {
            throw new Error("'endpoint' cannot be null");
          }
          const settings = Object.assign({}, defaultSettings);
          settings.registrationId = (0, TrouterUtils_1.generateUuid)();
          settings.sessionId = (0, TrouterUtils_1.generateUuid)();
          const trouterConfigClient = new TrouterConfigClient_1.TrouterConfigClient(endpoint2, options);
          const realTimeNotificationConfiguration = yield trouterConfigClient.fetchServiceUrls(credential);
          settings.trouterServiceUrl = `${realTimeNotificationConfiguration.trouterServiceUrl}/v4/a`;
          settings.registrarServiceUrl = `${realTimeNotificationConfiguration.registrarServiceUrl}/v3/registrations`;
          if (realTimeNotificationConfiguration.cloudType === "int") {
            settings.pnhAppId = "cns-e2e-test";
            settings.pnhTemplate = "cns-e2e-test:1.8";
          }
          settings.maxRegistrationTimeInMs = (_a = options === null || options === void 0 ? void 0 : options.registrationTimeInMs) !== null && _a !== void 0 ? _a : defaultSettings.maxRegistrationTimeInMs;
          return settings;
        });
        exports2.createSettings = createSettings;
        exports2.defaultTelemetrySettings = {
          // TBD Can we hook up OpenTelemetry?
          enabled: false
        };
      });
      unwrapExports(TrouterSettings);
      TrouterSettings.defaultTelemetrySettings;
      TrouterSettings.createSettings;
      var TrouterSettings_1 = TrouterSettings;
      var SignalingClient = createCommonjsModule(function(module2, exports2) {
        var __awaiter = commonjsGlobal && commonjsGlobal.__awaiter || function(thisArg, _arguments, P, generator) {
          function adopt(value) {
            return value instanceof P ? value : new P(function(resolve) {
              resolve(value);
            });
          }
          return new (P || (P = Promise))(function(resolve, reject) {
            function fulfilled(value) {
              try {
                step(generator.next(value));
              } catch (e) {
                reject(e);
              }
            }
            function rejected(value) {
              try {
                step(generator["throw"](value));
              } catch (e) {
                reject(e);
              }
            }
            function step(result) {
              result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
            }
            step((generator = generator.apply(thisArg, _arguments || [])).next());
          });
        };
        Object.defineProperty(exports2, "__esModule", { value: true });
        exports2.CommunicationSignalingClient = exports2.ConnectionState = void 0;
        var ConnectionState2;
        (function(ConnectionState3) {
          ConnectionState3[ConnectionState3["Unknown"] = 0] = "Unknown";
          ConnectionState3[ConnectionState3["Connected"] = 2] = "Connected";
          ConnectionState3[ConnectionState3["Disconnected"] = 3] = "Disconnected";
          ConnectionState3[ConnectionState3["Switching"] = 9] = "Switching";
        })(ConnectionState2 || (exports2.ConnectionState = ConnectionState2 = {}));
        class CommunicationSignalingClient2 {
          constructor(credential, logger5, options) {
            this.credential = credential;
            this.logger = logger5;
            this.options = options;
            this.stateChangedListener = null;
            this.tokenFetchRetries = 0;
            this.trouter = (0, tstrouter.createTrouterService)((0, TrouterUtils_1.toLogProvider)(logger5));
          }
          start() {
            return __awaiter(this, void 0, void 0, function* () {
              var _a, _b;
              this.resourceEndpoint = (_a = this.options) === null || _a === void 0 ? void 0 : _a.resourceEndpoint;
              if (this.resourceEndpoint === void 0) {
                throw new Error("'endpoint' cannot be null");
              }
              this.gatewayApiVersion = ((_b = this.options) === null || _b === void 0 ? void 0 : _b.gatewayApiVersion) || "2024-03-07";
              if (this.config === void 0) {
                this.config = {
                  trouterSettings: yield (0, TrouterSettings_1.createSettings)(this.credential, this.options),
                  skypeTokenProvider: (forceRefresh) => __awaiter(this, void 0, void 0, function* () {
                    if (forceRefresh) {
                      this.tokenFetchRetries += 1;
                      if (this.tokenFetchRetries > constants_1.MAX_NUMBER_OF_TOKEN_FETCH_RETRIES) {
                        yield this.stop(true);
                        throw new Error(`Access token is expired and failed to fetch a valid one after ${constants_1.MAX_NUMBER_OF_TOKEN_FETCH_RETRIES} retries`);
                      }
                    } else {
                      this.tokenFetchRetries = 0;
                    }
                    return Promise.resolve((yield this.credential.getToken()).token);
                  }),
                  telemetryConfig: {
                    eventLogger: (0, TrouterUtils_1.toTelemetrySender)(this.logger),
                    settings: TrouterSettings_1.defaultTelemetrySettings
                  }
                };
              }
              this.trouter.start(this.config);
              this.trouter.setUserActivityState(tstrouter.UserActivityState.Active);
            });
          }
          stop(isTokenExpired) {
            return __awaiter(this, void 0, void 0, function* () {
              this.trouter.offStateChanged(this.stateChangedListener);
              this.trouter.clearMessageHandlers();
              this.trouter.stop(isTokenExpired !== null && isTokenExpired !== void 0 ? isTokenExpired : this.tokenFetchRetries > constants_1.MAX_NUMBER_OF_TOKEN_FETCH_RETRIES);
            });
          }
          on(event, listener) {
            if (event === "connectionChanged") {
              this.trouter.offStateChanged(this.stateChangedListener);
              this.stateChangedListener = (state3, _url) => listener(state3);
              this.trouter.onStateChanged(this.stateChangedListener);
              return;
            }
            this.trouter.registerMessageHandler((0, TrouterUtils_1.toMessageHandler)(event, listener, this.resourceEndpoint, this.gatewayApiVersion));
          }
        }
        exports2.CommunicationSignalingClient = CommunicationSignalingClient2;
      });
      unwrapExports(SignalingClient);
      SignalingClient.CommunicationSignalingClient;
      SignalingClient.ConnectionState;
      var require$$0 = SignalingClient;
      var src = createCommonjsModule(function(module2, exports2) {
        var __createBinding = commonjsGlobal && commonjsGlobal.__createBinding || (Object.create ? (function(o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          var desc = Object.getOwnPropertyDescriptor(m, k);
          if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
            desc = { enumerable: true, get: function() {
              return m[k];
            } };
          }
          Object.defineProperty(o, k2, desc);
        }) : (function(o, m, k, k2) {
          if (k2 === void 0) k2 = k;
          o[k2] = m[k];
        }));
        var __exportStar = commonjsGlobal && commonjsGlobal.__exportStar || function(m, exports3) {
          for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports3, p)) __createBinding(exports3, m, p);
        };
        Object.defineProperty(exports2, "__esModule", { value: true });
        __exportStar(require$$0, exports2);
      });
      var index = unwrapExports(src);
      module.exports = index;
    }
  });

  // node_modules/events/events.js
  var require_events = __commonJS({
    "node_modules/events/events.js"(exports, module) {
      "use strict";
      var R = typeof Reflect === "object" ? Reflect : null;
      var ReflectApply = R && typeof R.apply === "function" ? R.apply : function ReflectApply2(target, receiver, args) {
        return Function.prototype.apply.call(target, receiver, args);
      };
      var ReflectOwnKeys;
      if (R && typeof R.ownKeys === "function") {
        ReflectOwnKeys = R.ownKeys;
      } else if (Object.getOwnPropertySymbols) {
        ReflectOwnKeys = function ReflectOwnKeys2(target) {
          return Object.getOwnPropertyNames(target).concat(Object.getOwnPropertySymbols(target));
        };
      } else {
        ReflectOwnKeys = function ReflectOwnKeys2(target) {
          return Object.getOwnPropertyNames(target);
        };
      }
      function ProcessEmitWarning(warning) {
        if (console && console.warn) console.warn(warning);
      }
      var NumberIsNaN = Number.isNaN || function NumberIsNaN2(value) {
        return value !== value;
      };
      function EventEmitter2() {
        EventEmitter2.init.call(this);
      }
      module.exports = EventEmitter2;
      module.exports.once = once;
      EventEmitter2.EventEmitter = EventEmitter2;
      EventEmitter2.prototype._events = void 0;
      EventEmitter2.prototype._eventsCount = 0;
      EventEmitter2.prototype._maxListeners = void 0;
      var defaultMaxListeners = 10;
      function checkListener(listener) {
        if (typeof listener !== "function") {
          throw new TypeError('The "listener" argument must be of type Function. Received type ' + typeof listener);
        }
      }
      Object.defineProperty(EventEmitter2, "defaultMaxListeners", {
        enumerable: true,
        get: function() {
          return defaultMaxListeners;
        },
        set: function(arg) {
          if (typeof arg !== "number" || arg < 0 || NumberIsNaN(arg)) {
            throw new RangeError('The value of "defaultMaxListeners" is out of range. It must be a non-negative number. Received ' + arg + ".");
          }
          defaultMaxListeners = arg;
        }
      });
      EventEmitter2.init = function() {
        if (this._events === void 0 || this._events === Object.getPrototypeOf(this)._events) {
          this._events = /* @__PURE__ */ Object.create(null);
          this._eventsCount = 0;
        }
        this._maxListeners = this._maxListeners || void 0;
      };
      EventEmitter2.prototype.setMaxListeners = function setMaxListeners(n) {
        if (typeof n !== "number" || n < 0 || NumberIsNaN(n)) {
          throw new RangeError('The value of "n" is out of range. It must be a non-negative number. Received ' + n + ".");
        }
        this._maxListeners = n;
        return this;
      };
      function _getMaxListeners(that) {
        if (that._maxListeners === void 0)
          return EventEmitter2.defaultMaxListeners;
        return that._maxListeners;
      }
      EventEmitter2.prototype.getMaxListeners = function getMaxListeners() {
        return _getMaxListeners(this);
      };
      EventEmitter2.prototype.emit = function emit(type) {
        var args = [];
        for (var i = 1; i < arguments.length; i++) args.push(arguments[i]);
        var doError = type === "error";
        var events = this._events;
        if (events !== void 0)
          doError = doError && events.error === void 0;
        else if (!doError)
          return false;
        if (doError) {
          var er;
          if (args.length > 0)
            er = args[0];
          if (er instanceof Error) {
            throw er;
          }
          var err = new Error("Unhandled error." + (er ? " (" + er.message + ")" : ""));
          err.context = er;
          throw err;
        }
        var handler = events[type];
        if (handler === void 0)
          return false;
        if (typeof handler === "function") {
          ReflectApply(handler, this, args);
        } else {
          var len = handler.length;
          var listeners = arrayClone(handler, len);
          for (var i = 0; i < len; ++i)
            ReflectApply(listeners[i], this, args);
        }
        return true;
      };
      function _addListener(target, type, listener, prepend) {
        var m;
        var events;
        var existing;
        checkListener(listener);
        events = target._events;
        if (events === void 0) {
          events = target._events = /* @__PURE__ */ Object.create(null);
          target._eventsCount = 0;
        } else {
          if (events.newListener !== void 0) {
            target.emit(
              "newListener",
              type,
              listener.listener ? listener.listener : listener
            );
            events = target._events;
          }
          existing = events[type];
        }
        if (existing === void 0) {
          existing = events[type] = listener;
          ++target._eventsCount;
        } else {
          if (typeof existing === "function") {
            existing = events[type] = prepend ? [listener, existing] : [existing, listener];
          } else if (prepend) {
            existing.unshift(listener);
          } else {
            existing.push(listener);
          }
          m = _getMaxListeners(target);
          if (m > 0 && existing.length > m && !existing.warned) {
            existing.warned = true;
            var w = new Error("Possible EventEmitter memory leak detected. " + existing.length + " " + String(type) + " listeners added. Use emitter.setMaxListeners() to increase limit");
            w.name = "MaxListenersExceededWarning";
            w.emitter = target;
            w.type = type;
            w.count = existing.length;
            ProcessEmitWarning(w);
          }
        }
        return target;
      }
      EventEmitter2.prototype.addListener = function addListener(type, listener) {
        return _addListener(this, type, listener, false);
      };
      EventEmitter2.prototype.on = EventEmitter2.prototype.addListener;
      EventEmitter2.prototype.prependListener = function prependListener(type, listener) {
        return _addListener(this, type, listener, true);
      };
      function onceWrapper() {
        if (!this.fired) {
          this.target.removeListener(this.type, this.wrapFn);
          this.fired = true;
          if (arguments.length === 0)
            return this.listener.call(this.target);
          return this.listener.apply(this.target, arguments);
        }
      }
      function _onceWrap(target, type, listener) {
        var state3 = { fired: false, wrapFn: void 0, target, type, listener };
        var wrapped = onceWrapper.bind(state3);
        wrapped.listener = listener;
        state3.wrapFn = wrapped;
        return wrapped;
      }
      EventEmitter2.prototype.once = function once2(type, listener) {
        checkListener(listener);
        this.on(type, _onceWrap(this, type, listener));
        return this;
      };
      EventEmitter2.prototype.prependOnceListener = function prependOnceListener(type, listener) {
        checkListener(listener);
        this.prependListener(type, _onceWrap(this, type, listener));
        return this;
      };
      EventEmitter2.prototype.removeListener = function removeListener(type, listener) {
        var list, events, position, i, originalListener;
        checkListener(listener);
        events = this._events;
        if (events === void 0)
          return this;
        list = events[type];
        if (list === void 0)
          return this;
        if (list === listener || list.listener === listener) {
          if (--this._eventsCount === 0)
            this._events = /* @__PURE__ */ Object.create(null);
          else {
            delete events[type];
            if (events.removeListener)
              this.emit("removeListener", type, list.listener || listener);
          }
        } else if (typeof list !== "function") {
          position = -1;
          for (i = list.length - 1; i >= 0; i--) {
            if (list[i] === listener || list[i].listener === listener) {
              originalListener = list[i].listener;
              position = i;
              break;
            }
          }
          if (position < 0)
            return this;
          if (position === 0)
            list.shift();
          else {
            spliceOne(list, position);
          }
          if (list.length === 1)
            events[type] = list[0];
          if (events.removeListener !== void 0)
            this.emit("removeListener", type, originalListener || listener);
        }
        return this;
      };
      EventEmitter2.prototype.off = EventEmitter2.prototype.removeListener;
      EventEmitter2.prototype.removeAllListeners = function removeAllListeners(type) {
        var listeners, events, i;
        events = this._events;
        if (events === void 0)
          return this;
        if (events.removeListener === void 0) {
          if (arguments.length === 0) {
            this._events = /* @__PURE__ */ Object.create(null);
            this._eventsCount = 0;
          } else if (events[type] !== void 0) {
            if (--this._eventsCount === 0)
              this._events = /* @__PURE__ */ Object.create(null);
            else
              delete events[type];
          }
          return this;
        }
        if (arguments.length === 0) {
          var keys = Object.keys(events);
          var key;
          for (i = 0; i < keys.length; ++i) {
            key = keys[i];
            if (key === "removeListener") continue;
            this.removeAllListeners(key);
          }
          this.removeAllListeners("removeListener");
          this._events = /* @__PURE__ */ Object.create(null);
          this._eventsCount = 0;
          return this;
        }
        listeners = events[type];
        if (typeof listeners === "function") {
          this.removeListener(type, listeners);
        } else if (listeners !== void 0) {
          for (i = listeners.length - 1; i >= 0; i--) {
            this.removeListener(type, listeners[i]);
          }
        }
        return this;
      };
      function _listeners(target, type, unwrap) {
        var events = target._events;
        if (events === void 0)
          return [];
        var evlistener = events[type];
        if (evlistener === void 0)
          return [];
        if (typeof evlistener === "function")
          return unwrap ? [evlistener.listener || evlistener] : [evlistener];
        return unwrap ? unwrapListeners(evlistener) : arrayClone(evlistener, evlistener.length);
      }
      EventEmitter2.prototype.listeners = function listeners(type) {
        return _listeners(this, type, true);
      };
      EventEmitter2.prototype.rawListeners = function rawListeners(type) {
        return _listeners(this, type, false);
      };
      EventEmitter2.listenerCount = function(emitter, type) {
        if (typeof emitter.listenerCount === "function") {
          return emitter.listenerCount(type);
        } else {
          return listenerCount.call(emitter, type);
        }
      };
      EventEmitter2.prototype.listenerCount = listenerCount;
      function listenerCount(type) {
        var events = this._events;
        if (events !== void 0) {
          var evlistener = events[type];
          if (typeof evlistener === "function") {
            return 1;
          } else if (evlistener !== void 0) {
            return evlistener.length;
          }
        }
        return 0;
      }
      EventEmitter2.prototype.eventNames = function eventNames() {
        return this._eventsCount > 0 ? ReflectOwnKeys(this._events) : [];
      };
      function arrayClone(arr, n) {
        var copy = new Array(n);
        for (var i = 0; i < n; ++i)
          copy[i] = arr[i];
        return copy;
      }
      function spliceOne(list, index) {
        for (; index + 1 < list.length; index++)
          list[index] = list[index + 1];
        list.pop();
      }
      function unwrapListeners(arr) {
        var ret = new Array(arr.length);
        for (var i = 0; i < ret.length; ++i) {
          ret[i] = arr[i].listener || arr[i];
        }
        return ret;
      }
      function once(emitter, name) {
        return new Promise(function(resolve, reject) {
          function errorListener(err) {
            emitter.removeListener(name, resolver);
            reject(err);
          }
          function resolver() {
            if (typeof emitter.removeListener === "function") {
              emitter.removeListener("error", errorListener);
            }
            resolve([].slice.call(arguments));
          }
          ;
          eventTargetAgnosticAddListener(emitter, name, resolver, { once: true });
          if (name !== "error") {
            addErrorHandlerIfEventEmitter(emitter, errorListener, { once: true });
          }
        });
      }
      function addErrorHandlerIfEventEmitter(emitter, handler, flags) {
        if (typeof emitter.on === "function") {
          eventTargetAgnosticAddListener(emitter, "error", handler, flags);
        }
      }
      function eventTargetAgnosticAddListener(emitter, name, listener, flags) {
        if (typeof emitter.on === "function") {
          if (flags.once) {
            emitter.once(name, listener);
          } else {
            emitter.on(name, listener);
          }
        } else if (typeof emitter.addEventListener === "function") {
          emitter.addEventListener(name, function wrapListener(arg) {
            if (flags.once) {
              emitter.removeEventListener(name, wrapListener);
            }
            listener(arg);
          });
        } else {
          throw new TypeError('The "emitter" argument must be of type EventEmitter. Received type ' + typeof emitter);
        }
      }
    }
  });

  // node_modules/jwt-decode/build/esm/index.js
  var InvalidTokenError = class extends Error {
  };
  InvalidTokenError.prototype.name = "InvalidTokenError";
  function b64DecodeUnicode(str) {
    return decodeURIComponent(atob(str).replace(/(.)/g, (m, p) => {
      let code = p.charCodeAt(0).toString(16).toUpperCase();
      if (code.length < 2) {
        code = "0" + code;
      }
      return "%" + code;
    }));
  }
  function base64UrlDecode(str) {
    let output = str.replace(/-/g, "+").replace(/_/g, "/");
    switch (output.length % 4) {
      case 0:
        break;
      case 2:
        output += "==";
        break;
      case 3:
        output += "=";
        break;
      default:
        throw new Error("base64 string is not of the correct length");
    }
    try {
      return b64DecodeUnicode(output);
    } catch (err) {
      return atob(output);
    }
  }
  function jwtDecode(token, options) {
    if (typeof token !== "string") {
      throw new InvalidTokenError("Invalid token specified: must be a string");
    }
    options || (options = {});
    const pos = options.header === true ? 0 : 1;
    const part = token.split(".")[pos];
    if (typeof part !== "string") {
      throw new InvalidTokenError(`Invalid token specified: missing part #${pos + 1}`);
    }
    let decoded;
    try {
      decoded = base64UrlDecode(part);
    } catch (e) {
      throw new InvalidTokenError(`Invalid token specified: invalid base64 for part #${pos + 1} (${e.message})`);
    }
    try {
      return JSON.parse(decoded);
    } catch (e) {
      throw new InvalidTokenError(`Invalid token specified: invalid json for part #${pos + 1} (${e.message})`);
    }
  }

  // node_modules/@azure/communication-common/dist/browser/tokenParser.js
  var parseToken = (token) => {
    const { exp } = jwtDecode(token);
    return {
      token,
      expiresOnTimestamp: exp * 1e3
    };
  };

  // node_modules/@azure/communication-common/dist/browser/autoRefreshTokenCredential.js
  var expiredToken = { token: "", expiresOnTimestamp: -10 };
  var minutesToMs = (minutes) => minutes * 1e3 * 60;
  var defaultExpiringSoonInterval = minutesToMs(10);
  var defaultRefreshAfterLifetimePercentage = 0.5;
  var AutoRefreshTokenCredential = class {
    constructor(refreshArgs) {
      this.expiringSoonIntervalInMs = defaultExpiringSoonInterval;
      this.refreshAfterLifetimePercentage = defaultRefreshAfterLifetimePercentage;
      this.activeTokenFetching = null;
      this.activeTokenUpdating = null;
      this.disposed = false;
      const { tokenRefresher, token, refreshProactively } = refreshArgs;
      this.refresh = tokenRefresher;
      this.currentToken = token ? parseToken(token) : expiredToken;
      this.refreshProactively = refreshProactively !== null && refreshProactively !== void 0 ? refreshProactively : false;
      if (this.refreshProactively) {
        this.scheduleRefresh();
      }
    }
    async getToken(options) {
      if (!this.isTokenExpiringSoon(this.currentToken)) {
        return this.currentToken;
      }
      if (!this.isTokenValid(this.currentToken)) {
        const updatePromise = this.updateTokenAndReschedule(options === null || options === void 0 ? void 0 : options.abortSignal);
        await updatePromise;
      }
      return this.currentToken;
    }
    dispose() {
      this.disposed = true;
      this.activeTokenFetching = null;
      this.activeTokenUpdating = null;
      this.currentToken = expiredToken;
      if (this.activeTimeout) {
        clearTimeout(this.activeTimeout);
      }
    }
    async updateTokenAndReschedule(abortSignal) {
      if (this.activeTokenUpdating) {
        return this.activeTokenUpdating;
      }
      this.activeTokenUpdating = this.refreshTokenAndReschedule(abortSignal);
      try {
        await this.activeTokenUpdating;
      } finally {
        this.activeTokenUpdating = null;
      }
    }
    async refreshTokenAndReschedule(abortSignal) {
      const newToken = await this.refreshToken(abortSignal);
      if (!this.isTokenValid(newToken)) {
        throw new Error("The token returned from the tokenRefresher is expired.");
      }
      this.currentToken = newToken;
      if (this.refreshProactively) {
        this.scheduleRefresh();
      }
    }
    async refreshToken(abortSignal) {
      try {
        if (!this.activeTokenFetching) {
          this.activeTokenFetching = this.refresh(abortSignal);
        }
        return parseToken(await this.activeTokenFetching);
      } finally {
        this.activeTokenFetching = null;
      }
    }
    scheduleRefresh() {
      if (this.disposed) {
        return;
      }
      if (this.activeTimeout) {
        clearTimeout(this.activeTimeout);
      }
      const tokenTtlInMs = this.currentToken.expiresOnTimestamp - Date.now();
      let timespanInMs = null;
      if (this.isTokenExpiringSoon(this.currentToken)) {
        timespanInMs = tokenTtlInMs * this.refreshAfterLifetimePercentage;
      } else {
        timespanInMs = tokenTtlInMs - this.expiringSoonIntervalInMs;
      }
      this.activeTimeout = setTimeout(() => this.updateTokenAndReschedule(), timespanInMs);
    }
    isTokenValid(token) {
      return token && Date.now() < token.expiresOnTimestamp;
    }
    isTokenExpiringSoon(token) {
      return !token || Date.now() >= token.expiresOnTimestamp - this.expiringSoonIntervalInMs;
    }
  };

  // node_modules/@azure/communication-common/dist/browser/staticTokenCredential.js
  var StaticTokenCredential = class {
    constructor(token) {
      this.token = token;
    }
    async getToken() {
      return this.token;
    }
    dispose() {
    }
  };

  // node_modules/@azure-rest/core-client/dist/browser/restError.js
  init_browser();

  // node_modules/@azure-rest/core-client/dist/browser/clientHelpers.js
  init_browser6();

  // node_modules/@azure/core-auth/dist/browser/keyCredential.js
  init_browser4();
  function isKeyCredential(credential) {
    return isObjectWithProperties(credential, ["key"]) && typeof credential.key === "string";
  }

  // node_modules/@azure/core-auth/dist/browser/azureNamedKeyCredential.js
  init_browser4();

  // node_modules/@azure/core-auth/dist/browser/azureSASCredential.js
  init_browser4();

  // node_modules/@azure/core-auth/dist/browser/tokenCredential.js
  function isTokenCredential(credential) {
    const castCredential = credential;
    return castCredential && typeof castCredential.getToken === "function" && (castCredential.signRequest === void 0 || castCredential.getToken.length > 0);
  }

  // node_modules/@azure-rest/core-client/dist/browser/apiVersionPolicy.js
  var apiVersionPolicyName2 = "ApiVersionPolicy";
  function apiVersionPolicy2(options) {
    return {
      name: apiVersionPolicyName2,
      sendRequest: (req, next) => {
        const url = new URL(req.url);
        if (!url.searchParams.get("api-version") && options.apiVersion) {
          req.url = `${req.url}${url.searchParams.size > 0 ? "&" : "?"}api-version=${options.apiVersion}`;
        }
        return next(req);
      }
    };
  }

  // node_modules/@azure-rest/core-client/dist/browser/keyCredentialAuthenticationPolicy.js
  var keyCredentialAuthenticationPolicyName = "keyCredentialAuthenticationPolicy";
  function keyCredentialAuthenticationPolicy(credential, apiKeyHeaderName) {
    return {
      name: keyCredentialAuthenticationPolicyName,
      sendRequest(request, next) {
        request.headers.set(apiKeyHeaderName, credential.key);
        return next(request);
      }
    };
  }

  // node_modules/@azure-rest/core-client/dist/browser/clientHelpers.js
  function addCredentialPipelinePolicy(pipeline, endpoint2, options = {}) {
    const { credential, clientOptions } = options;
    if (!credential) {
      return;
    }
    if (isTokenCredential(credential)) {
      const tokenPolicy = bearerTokenAuthenticationPolicy({
        credential,
        scopes: clientOptions?.credentials?.scopes ?? `${endpoint2}/.default`
      });
      pipeline.addPolicy(tokenPolicy);
    } else if (isKeyCredential2(credential)) {
      if (!clientOptions?.credentials?.apiKeyHeaderName) {
        throw new Error(`Missing API Key Header Name`);
      }
      const keyPolicy = keyCredentialAuthenticationPolicy(credential, clientOptions?.credentials?.apiKeyHeaderName);
      pipeline.addPolicy(keyPolicy);
    }
  }
  function createDefaultPipeline2(endpoint2, credential, options = {}) {
    const pipeline = createPipelineFromOptions2(options);
    pipeline.addPolicy(apiVersionPolicy2(options));
    addCredentialPipelinePolicy(pipeline, endpoint2, { credential, clientOptions: options });
    return pipeline;
  }
  function isKeyCredential2(credential) {
    return typeof credential === "object" && credential !== null && "key" in credential && typeof credential.key === "string";
  }

  // node_modules/@azure-rest/core-client/dist/browser/operationOptionHelpers.js
  init_browser();

  // node_modules/@azure-rest/core-client/dist/browser/getClient.js
  init_browser();
  function wrapRequestParameters(parameters) {
    if (parameters.onResponse) {
      return {
        ...parameters,
        onResponse(rawResponse, error) {
          parameters.onResponse?.(rawResponse, error, error);
        }
      };
    }
    return parameters;
  }
  function getClient2(endpoint2, credentialsOrPipelineOptions, clientOptions = {}) {
    let credentials;
    if (credentialsOrPipelineOptions) {
      if (isCredential(credentialsOrPipelineOptions)) {
        credentials = credentialsOrPipelineOptions;
      } else {
        clientOptions = credentialsOrPipelineOptions ?? {};
      }
    }
    const pipeline = clientOptions.pipeline ?? createDefaultPipeline2(endpoint2, credentials, clientOptions);
    const tspClient = getClient(endpoint2, {
      ...clientOptions,
      pipeline
    });
    const client = (path, ...args) => {
      return {
        get: (requestOptions = {}) => {
          return tspClient.path(path, ...args).get(wrapRequestParameters(requestOptions));
        },
        post: (requestOptions = {}) => {
          return tspClient.path(path, ...args).post(wrapRequestParameters(requestOptions));
        },
        put: (requestOptions = {}) => {
          return tspClient.path(path, ...args).put(wrapRequestParameters(requestOptions));
        },
        patch: (requestOptions = {}) => {
          return tspClient.path(path, ...args).patch(wrapRequestParameters(requestOptions));
        },
        delete: (requestOptions = {}) => {
          return tspClient.path(path, ...args).delete(wrapRequestParameters(requestOptions));
        },
        head: (requestOptions = {}) => {
          return tspClient.path(path, ...args).head(wrapRequestParameters(requestOptions));
        },
        options: (requestOptions = {}) => {
          return tspClient.path(path, ...args).options(wrapRequestParameters(requestOptions));
        },
        trace: (requestOptions = {}) => {
          return tspClient.path(path, ...args).trace(wrapRequestParameters(requestOptions));
        }
      };
    };
    return {
      path: client,
      pathUnchecked: client,
      pipeline: tspClient.pipeline
    };
  }
  function isCredential(param) {
    return isKeyCredential(param) || isTokenCredential(param);
  }

  // node_modules/@azure/communication-common/dist/browser/entraTokenCredential.js
  init_browser6();
  var TeamsExtensionScopePrefix = "https://auth.msft.communication.azure.com/";
  var CommunicationClientsScopePrefix = "https://communication.azure.com/clients/";
  var TeamsExtensionEndpoint = "/access/teamsExtension/:exchangeAccessToken";
  var TeamsExtensionApiVersion = "2025-06-30";
  var CommunicationClientsEndpoint = "/access/entra/:exchangeAccessToken";
  var CommunicationClientsApiVersion = "2025-03-02-preview";
  var EntraTokenCredential = class {
    constructor(options) {
      this.options = options;
      this.result = {
        entraToken: void 0,
        acsToken: { token: "", expiresOnTimestamp: 0 }
      };
      this.client = getClient2(options.resourceEndpoint);
      this.httpClient = createDefaultHttpClient2();
      this.options = options;
      this.options.scopes = this.options.scopes || [
        "https://communication.azure.com/clients/.default"
      ];
      this.isPending = this.getToken();
    }
    async getToken(options) {
      var _a;
      if ((_a = options === null || options === void 0 ? void 0 : options.abortSignal) === null || _a === void 0 ? void 0 : _a.aborted) {
        return { token: "", expiresOnTimestamp: 0 };
      }
      if (!this.isPending) {
        this.isPending = this.getTokenInternal(options);
      }
      try {
        await this.isPending;
      } finally {
        this.isPending = null;
      }
      return this.result.acsToken;
    }
    async getTokenInternal(options) {
      const getTokenOptions = (options === null || options === void 0 ? void 0 : options.abortSignal) ? { abortSignal: options.abortSignal } : void 0;
      const token = await this.options.tokenCredential.getToken(this.options.scopes ? this.options.scopes : ["https://communication.azure.com/clients/.default"], getTokenOptions);
      const currentDateTime = /* @__PURE__ */ new Date();
      const tokenExpiresOn = new Date(this.result.acsToken.expiresOnTimestamp);
      if (token === null) {
        this.result = {
          entraToken: void 0,
          acsToken: { token: "", expiresOnTimestamp: 0 }
        };
      } else if (this.result.acsToken.token === "" || token.token !== this.result.entraToken || tokenExpiresOn < currentDateTime) {
        const acsToken = await this.exchangeEntraToken(this.options.resourceEndpoint, token.token, getTokenOptions);
        this.result = {
          entraToken: token.token,
          acsToken
        };
      }
      return this.result.acsToken;
    }
    dispose() {
      this.result = {
        entraToken: void 0,
        acsToken: { token: "", expiresOnTimestamp: 0 }
      };
    }
    async exchangeEntraToken(resourceEndpoint, entraToken, options) {
      const request = createPipelineRequest2({
        url: this.createRequestUri(resourceEndpoint),
        method: "POST",
        headers: createHttpHeaders2({
          Authorization: `Bearer ${entraToken}`,
          "Content-Type": "application/json",
          Accept: "application/json"
        }),
        abortSignal: options === null || options === void 0 ? void 0 : options.abortSignal,
        body: JSON.stringify({})
      });
      const response = await this.client.pipeline.sendRequest(this.httpClient, request);
      if (response.status !== 200 || !response.bodyAsText) {
        throw new Error(`Service request failed. Status: ${response.status}, Body: ${response.bodyAsText}`);
      }
      const json = JSON.parse(response.bodyAsText);
      return {
        token: json.accessToken.token,
        expiresOnTimestamp: Date.parse(json.accessToken.expiresOn)
      };
    }
    createRequestUri(resourceEndpoint) {
      const [endpoint2, apiVersion2] = this.determineEndpointAndApiVersion();
      const requestUri = `${resourceEndpoint}${endpoint2}?api-version=${apiVersion2}`;
      return requestUri;
    }
    determineEndpointAndApiVersion() {
      if (!this.options.scopes || this.options.scopes.length === 0) {
        throw new Error(`Scopes validation failed. Ensure all scopes start with either {TeamsExtensionScopePrefix} or {CommunicationClientsScopePrefix}.`);
      } else if (this.options.scopes.every((scope) => scope.startsWith(TeamsExtensionScopePrefix))) {
        return [TeamsExtensionEndpoint, TeamsExtensionApiVersion];
      } else if (this.options.scopes.every((scope) => scope.startsWith(CommunicationClientsScopePrefix))) {
        return [CommunicationClientsEndpoint, CommunicationClientsApiVersion];
      } else {
        throw new Error(`Scopes validation failed. Ensure all scopes start with either {TeamsExtensionScopePrefix} or {CommunicationClientsScopePrefix}.`);
      }
    }
  };

  // node_modules/@azure/communication-common/dist/browser/azureCommunicationTokenCredential.js
  var AzureCommunicationTokenCredential = class {
    constructor(tokenOrRefreshOptionsOrEntraOptions) {
      this.disposed = false;
      if (typeof tokenOrRefreshOptionsOrEntraOptions === "string") {
        this.tokenCredential = new StaticTokenCredential(parseToken(tokenOrRefreshOptionsOrEntraOptions));
      } else if ("tokenRefresher" in tokenOrRefreshOptionsOrEntraOptions) {
        this.tokenCredential = new AutoRefreshTokenCredential(tokenOrRefreshOptionsOrEntraOptions);
      } else {
        this.tokenCredential = new EntraTokenCredential(tokenOrRefreshOptionsOrEntraOptions);
      }
    }
    /**
     * Gets an `AccessToken` for the user. Throws if already disposed.
     * @param abortSignal - An implementation of `AbortSignalLike` to cancel the operation.
     */
    async getToken(options) {
      this.throwIfDisposed();
      const token = await this.tokenCredential.getToken(options);
      this.throwIfDisposed();
      return token;
    }
    /**
     * Disposes the CommunicationTokenCredential and cancels any internal auto-refresh operation.
     */
    dispose() {
      this.disposed = true;
      this.tokenCredential.dispose();
    }
    throwIfDisposed() {
      if (this.disposed) {
        throw new Error("User credential is disposed");
      }
    }
  };

  // node_modules/@azure/communication-common/dist/browser/credential/cryptoUtils.js
  var subtleCrypto2 = globalThis.crypto.subtle;

  // node_modules/@azure/communication-common/dist/browser/credential/communicationAccessKeyCredentialPolicy.js
  init_browser4();

  // node_modules/@azure/communication-common/dist/browser/credential/communicationAuthPolicy.js
  init_browser6();

  // node_modules/@azure/communication-common/dist/browser/identifierModels.js
  var isCommunicationUserIdentifier = (identifier) => {
    return typeof identifier.communicationUserId === "string";
  };
  var isPhoneNumberIdentifier = (identifier) => {
    return typeof identifier.phoneNumber === "string";
  };
  var isMicrosoftTeamsUserIdentifier = (identifier) => {
    return typeof identifier.microsoftTeamsUserId === "string";
  };
  var isMicrosoftTeamsAppIdentifier = (identifier) => {
    return typeof identifier.teamsAppId === "string";
  };
  var isTeamsExtensionUserIdentifier = (identifier) => {
    const userIdExists = typeof identifier.userId === "string";
    const tenantIdExists = typeof identifier.tenantId === "string";
    const resourceIdExists = typeof identifier.resourceId === "string";
    return userIdExists && tenantIdExists && resourceIdExists;
  };
  var getIdentifierKind = (identifier) => {
    if (isCommunicationUserIdentifier(identifier)) {
      return Object.assign(Object.assign({}, identifier), { kind: "communicationUser" });
    }
    if (isPhoneNumberIdentifier(identifier)) {
      return Object.assign(Object.assign({}, identifier), { kind: "phoneNumber" });
    }
    if (isMicrosoftTeamsUserIdentifier(identifier)) {
      return Object.assign(Object.assign({}, identifier), { kind: "microsoftTeamsUser" });
    }
    if (isMicrosoftTeamsAppIdentifier(identifier)) {
      return Object.assign(Object.assign({}, identifier), { kind: "microsoftTeamsApp" });
    }
    if (isTeamsExtensionUserIdentifier(identifier)) {
      return Object.assign(Object.assign({}, identifier), { kind: "teamsExtensionUser" });
    }
    return Object.assign(Object.assign({}, identifier), { kind: "unknown" });
  };
  var getIdentifierRawId = (identifier) => {
    const identifierKind = getIdentifierKind(identifier);
    switch (identifierKind.kind) {
      case "communicationUser":
        return identifierKind.communicationUserId;
      case "microsoftTeamsUser": {
        const { microsoftTeamsUserId, rawId, cloud, isAnonymous } = identifierKind;
        if (rawId)
          return rawId;
        if (isAnonymous)
          return `8:teamsvisitor:${microsoftTeamsUserId}`;
        switch (cloud) {
          case "dod":
            return `8:dod:${microsoftTeamsUserId}`;
          case "gcch":
            return `8:gcch:${microsoftTeamsUserId}`;
          case "public":
            return `8:orgid:${microsoftTeamsUserId}`;
        }
        return `8:orgid:${microsoftTeamsUserId}`;
      }
      case "microsoftTeamsApp": {
        const { teamsAppId, rawId, cloud } = identifierKind;
        if (rawId)
          return rawId;
        switch (cloud) {
          case "dod":
            return `28:dod:${teamsAppId}`;
          case "gcch":
            return `28:gcch:${teamsAppId}`;
        }
        return `28:orgid:${teamsAppId}`;
      }
      case "phoneNumber": {
        const { phoneNumber, rawId } = identifierKind;
        if (rawId)
          return rawId;
        return `4:${phoneNumber}`;
      }
      case "teamsExtensionUser": {
        const { userId, tenantId, resourceId, rawId, cloud } = identifierKind;
        if (rawId)
          return rawId;
        switch (cloud) {
          case "dod":
            return `8:dod-acs:${resourceId}_${tenantId}_${userId}`;
          case "gcch":
            return `8:gcch-acs:${resourceId}_${tenantId}_${userId}`;
        }
        return `8:acs:${resourceId}_${tenantId}_${userId}`;
      }
      case "unknown": {
        return identifierKind.id;
      }
    }
  };

  // node_modules/@azure/communication-common/dist/browser/identifierModelSerializer.js
  var assertNotNullOrUndefined = (obj, prop) => {
    const subObjName = Object.keys(obj)[0];
    const subObj = obj[subObjName];
    if (prop in subObj) {
      return subObj[prop];
    }
    throw new Error(`Property ${prop} is required for identifier of type ${subObjName}.`);
  };
  var assertMaximumOneNestedModel = (identifier) => {
    const presentProperties = [];
    if (identifier.communicationUser !== void 0) {
      presentProperties.push("communicationUser");
    }
    if (identifier.microsoftTeamsUser !== void 0) {
      presentProperties.push("microsoftTeamsUser");
    }
    if (identifier.microsoftTeamsApp !== void 0) {
      presentProperties.push("microsoftTeamsApp");
    }
    if (identifier.phoneNumber !== void 0) {
      presentProperties.push("phoneNumber");
    }
    if (identifier.teamsExtensionUser !== void 0) {
      presentProperties.push("teamsExtensionUser");
    }
    if (presentProperties.length > 1) {
      throw new Error(`Only one of the properties in ${JSON.stringify(presentProperties)} should be present.`);
    }
  };
  var serializeCommunicationIdentifier = (identifier) => {
    var _a, _b, _c, _d, _e, _f, _g, _h, _j;
    const identifierKind = getIdentifierKind(identifier);
    switch (identifierKind.kind) {
      case "communicationUser":
        return {
          rawId: getIdentifierRawId(identifierKind),
          communicationUser: { id: identifierKind.communicationUserId }
        };
      case "phoneNumber":
        return {
          rawId: (_a = identifierKind.rawId) !== null && _a !== void 0 ? _a : getIdentifierRawId(identifierKind),
          phoneNumber: {
            value: identifierKind.phoneNumber,
            isAnonymous: (_b = identifierKind.isAnonymous) !== null && _b !== void 0 ? _b : false,
            assertedId: identifierKind.assertedId
          }
        };
      case "microsoftTeamsUser":
        return {
          rawId: (_c = identifierKind.rawId) !== null && _c !== void 0 ? _c : getIdentifierRawId(identifierKind),
          microsoftTeamsUser: {
            userId: identifierKind.microsoftTeamsUserId,
            isAnonymous: (_d = identifierKind.isAnonymous) !== null && _d !== void 0 ? _d : false,
            cloud: (_e = identifierKind.cloud) !== null && _e !== void 0 ? _e : "public"
          }
        };
      case "microsoftTeamsApp":
        return {
          rawId: (_f = identifierKind.rawId) !== null && _f !== void 0 ? _f : getIdentifierRawId(identifierKind),
          microsoftTeamsApp: {
            appId: identifierKind.teamsAppId,
            cloud: (_g = identifierKind.cloud) !== null && _g !== void 0 ? _g : "public"
          }
        };
      case "teamsExtensionUser":
        return {
          rawId: (_h = identifierKind.rawId) !== null && _h !== void 0 ? _h : getIdentifierRawId(identifierKind),
          teamsExtensionUser: {
            userId: identifierKind.userId,
            tenantId: identifierKind.tenantId,
            resourceId: identifierKind.resourceId,
            cloud: (_j = identifierKind.cloud) !== null && _j !== void 0 ? _j : "public"
          }
        };
      case "unknown":
        return { rawId: identifierKind.id };
      default:
        throw new Error(`Can't serialize an identifier with kind ${identifierKind.kind}`);
    }
  };
  var getKind = (serializedIdentifier) => {
    if (serializedIdentifier.communicationUser) {
      return "communicationUser";
    }
    if (serializedIdentifier.phoneNumber) {
      return "phoneNumber";
    }
    if (serializedIdentifier.microsoftTeamsUser) {
      return "microsoftTeamsUser";
    }
    if (serializedIdentifier.microsoftTeamsApp) {
      return "microsoftTeamsApp";
    }
    if (serializedIdentifier.teamsExtensionUser) {
      return "teamsExtensionUser";
    }
    return "unknown";
  };
  var deserializeCommunicationIdentifier = (serializedIdentifier) => {
    var _a, _b;
    assertMaximumOneNestedModel(serializedIdentifier);
    const communicationUser = serializedIdentifier.communicationUser;
    const microsoftTeamsUser = serializedIdentifier.microsoftTeamsUser;
    const microsoftTeamsApp = serializedIdentifier.microsoftTeamsApp;
    const phoneNumber = serializedIdentifier.phoneNumber;
    const teamsExtensionUser = serializedIdentifier.teamsExtensionUser;
    const kind = (_a = serializedIdentifier.kind) !== null && _a !== void 0 ? _a : getKind(serializedIdentifier);
    if (kind === "communicationUser" && communicationUser) {
      return {
        kind: "communicationUser",
        communicationUserId: assertNotNullOrUndefined({ communicationUser }, "id")
      };
    }
    if (kind === "phoneNumber" && phoneNumber) {
      return {
        kind: "phoneNumber",
        phoneNumber: assertNotNullOrUndefined({ phoneNumber }, "value"),
        rawId: assertNotNullOrUndefined({ phoneNumber: serializedIdentifier }, "rawId"),
        isAnonymous: (_b = phoneNumber.isAnonymous) !== null && _b !== void 0 ? _b : false,
        assertedId: phoneNumber.assertedId
      };
    }
    if (kind === "microsoftTeamsUser" && microsoftTeamsUser) {
      return {
        kind: "microsoftTeamsUser",
        microsoftTeamsUserId: assertNotNullOrUndefined({ microsoftTeamsUser }, "userId"),
        isAnonymous: assertNotNullOrUndefined({ microsoftTeamsUser }, "isAnonymous"),
        cloud: assertNotNullOrUndefined({ microsoftTeamsUser }, "cloud"),
        rawId: assertNotNullOrUndefined({ microsoftTeamsUser: serializedIdentifier }, "rawId")
      };
    }
    if (kind === "microsoftTeamsApp" && microsoftTeamsApp) {
      return {
        kind: "microsoftTeamsApp",
        teamsAppId: assertNotNullOrUndefined({ microsoftTeamsApp }, "appId"),
        cloud: assertNotNullOrUndefined({ microsoftTeamsApp }, "cloud"),
        rawId: assertNotNullOrUndefined({ microsoftTeamsApp: serializedIdentifier }, "rawId")
      };
    }
    if (kind === "teamsExtensionUser" && teamsExtensionUser) {
      return {
        kind: "teamsExtensionUser",
        userId: assertNotNullOrUndefined({ teamsExtensionUser }, "userId"),
        tenantId: assertNotNullOrUndefined({ teamsExtensionUser }, "tenantId"),
        resourceId: assertNotNullOrUndefined({ teamsExtensionUser }, "resourceId"),
        cloud: assertNotNullOrUndefined({ teamsExtensionUser }, "cloud"),
        rawId: assertNotNullOrUndefined({ teamsExtensionUser: serializedIdentifier }, "rawId")
      };
    }
    return {
      kind: "unknown",
      id: assertNotNullOrUndefined({ unknown: serializedIdentifier }, "rawId")
    };
  };

  // node_modules/tslib/tslib.es6.mjs
  function __rest(s, e) {
    var t = {};
    for (var p in s) if (Object.prototype.hasOwnProperty.call(s, p) && e.indexOf(p) < 0)
      t[p] = s[p];
    if (s != null && typeof Object.getOwnPropertySymbols === "function")
      for (var i = 0, p = Object.getOwnPropertySymbols(s); i < p.length; i++) {
        if (e.indexOf(p[i]) < 0 && Object.prototype.propertyIsEnumerable.call(s, p[i]))
          t[p[i]] = s[p[i]];
      }
    return t;
  }
  function __values(o) {
    var s = typeof Symbol === "function" && Symbol.iterator, m = s && o[s], i = 0;
    if (m) return m.call(o);
    if (o && typeof o.length === "number") return {
      next: function() {
        if (o && i >= o.length) o = void 0;
        return { value: o && o[i++], done: !o };
      }
    };
    throw new TypeError(s ? "Object is not iterable." : "Symbol.iterator is not defined.");
  }
  function __await(v) {
    return this instanceof __await ? (this.v = v, this) : new __await(v);
  }
  function __asyncGenerator(thisArg, _arguments, generator) {
    if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
    var g = generator.apply(thisArg, _arguments || []), i, q = [];
    return i = Object.create((typeof AsyncIterator === "function" ? AsyncIterator : Object).prototype), verb("next"), verb("throw"), verb("return", awaitReturn), i[Symbol.asyncIterator] = function() {
      return this;
    }, i;
    function awaitReturn(f2) {
      return function(v) {
        return Promise.resolve(v).then(f2, reject);
      };
    }
    function verb(n, f2) {
      if (g[n]) {
        i[n] = function(v) {
          return new Promise(function(a, b) {
            q.push([n, v, a, b]) > 1 || resume(n, v);
          });
        };
        if (f2) i[n] = f2(i[n]);
      }
    }
    function resume(n, v) {
      try {
        step(g[n](v));
      } catch (e) {
        settle(q[0][3], e);
      }
    }
    function step(r) {
      r.value instanceof __await ? Promise.resolve(r.value.v).then(fulfill, reject) : settle(q[0][2], r);
    }
    function fulfill(value) {
      resume("next", value);
    }
    function reject(value) {
      resume("throw", value);
    }
    function settle(f2, v) {
      if (f2(v), q.shift(), q.length) resume(q[0][0], q[0][1]);
    }
  }
  function __asyncDelegator(o) {
    var i, p;
    return i = {}, verb("next"), verb("throw", function(e) {
      throw e;
    }), verb("return"), i[Symbol.iterator] = function() {
      return this;
    }, i;
    function verb(n, f2) {
      i[n] = o[n] ? function(v) {
        return (p = !p) ? { value: __await(o[n](v)), done: false } : f2 ? f2(v) : v;
      } : f2;
    }
  }
  function __asyncValues(o) {
    if (!Symbol.asyncIterator) throw new TypeError("Symbol.asyncIterator is not defined.");
    var m = o[Symbol.asyncIterator], i;
    return m ? m.call(o) : (o = typeof __values === "function" ? __values(o) : o[Symbol.iterator](), i = {}, verb("next"), verb("throw"), verb("return"), i[Symbol.asyncIterator] = function() {
      return this;
    }, i);
    function verb(n) {
      i[n] = o[n] && function(v) {
        return new Promise(function(resolve, reject) {
          v = o[n](v), settle(resolve, reject, v.done, v.value);
        });
      };
    }
    function settle(resolve, reject, d, v) {
      Promise.resolve(v).then(function(v2) {
        resolve({ value: v2, done: d });
      }, reject);
    }
  }

  // node_modules/@azure/communication-chat/dist/browser/chatClient.js
  var import_communication_signaling2 = __toESM(require_dist(), 1);

  // node_modules/@azure/communication-chat/dist/browser/models/mappers.js
  var mapToCreateChatThreadOptionsRestModel = (options) => {
    const { participants, idempotencyToken } = options, rest = __rest(options, ["participants", "idempotencyToken"]);
    return Object.assign({ repeatabilityRequestId: idempotencyToken }, rest);
  };
  var mapToChatParticipantRestModel = (chatParticipant) => {
    const { id } = chatParticipant, rest = __rest(chatParticipant, ["id"]);
    return Object.assign(Object.assign({}, rest), { communicationIdentifier: serializeCommunicationIdentifier(id) });
  };
  var mapToAddChatParticipantsRequestRestModel = (addParticipantsRequest) => {
    var _a;
    return {
      participants: (_a = addParticipantsRequest.participants) === null || _a === void 0 ? void 0 : _a.map((participant) => mapToChatParticipantRestModel(participant))
    };
  };
  var mapToChatParticipantSdkModel = (chatParticipant) => {
    const { communicationIdentifier } = chatParticipant, rest = __rest(chatParticipant, ["communicationIdentifier"]);
    return Object.assign(Object.assign({}, rest), { id: deserializeCommunicationIdentifier(communicationIdentifier) });
  };
  var mapToChatContentSdkModel = (content) => {
    const { participants, initiatorCommunicationIdentifier } = content, otherChatContents = __rest(content, ["participants", "initiatorCommunicationIdentifier"]);
    let result = Object.assign({}, otherChatContents);
    if (initiatorCommunicationIdentifier) {
      const initiator = deserializeCommunicationIdentifier(initiatorCommunicationIdentifier);
      result = Object.assign(Object.assign({}, result), { initiator });
    }
    if (participants) {
      result = Object.assign(Object.assign({}, result), { participants: participants === null || participants === void 0 ? void 0 : participants.map((participant) => mapToChatParticipantSdkModel(participant)) });
    }
    return result;
  };
  var mapToChatMessageSdkModel = (chatMessage) => {
    const { content, senderCommunicationIdentifier } = chatMessage, otherChatMessage = __rest(chatMessage, ["content", "senderCommunicationIdentifier"]);
    let result = Object.assign({}, otherChatMessage);
    if (content) {
      result = Object.assign(Object.assign({}, result), { content: mapToChatContentSdkModel(content) });
    }
    if (senderCommunicationIdentifier) {
      const sender = deserializeCommunicationIdentifier(senderCommunicationIdentifier);
      result = Object.assign(Object.assign({}, result), { sender });
    }
    return result;
  };
  var mapToRetentionPolicySdkModel = (retentionPolicy) => {
    if (retentionPolicy.kind === "threadCreationDate") {
      return retentionPolicy;
    }
    if (retentionPolicy.kind === "none") {
      return retentionPolicy;
    } else {
      throw new Error(`Retention Policy ${retentionPolicy.kind} is not supported`);
    }
  };
  var mapToChatThreadPropertiesSdkModel = (chatThread) => {
    const { createdByCommunicationIdentifier, retentionPolicy } = chatThread, rest = __rest(chatThread, ["createdByCommunicationIdentifier", "retentionPolicy"]);
    let result = Object.assign({}, rest);
    if (createdByCommunicationIdentifier) {
      result = Object.assign(Object.assign({}, result), { createdBy: deserializeCommunicationIdentifier(createdByCommunicationIdentifier) });
    }
    if (retentionPolicy) {
      result = Object.assign(Object.assign({}, result), { retentionPolicy: mapToRetentionPolicySdkModel(retentionPolicy) });
    }
    return result;
  };
  var mapToCreateChatThreadResultSdkModel = (result) => {
    const { chatThread } = result, rest = __rest(result, ["chatThread"]);
    if (chatThread) {
      return Object.assign(Object.assign({}, rest), { chatThread: mapToChatThreadPropertiesSdkModel(chatThread) });
    } else {
      return Object.assign({}, rest);
    }
  };
  var mapToReadReceiptSdkModel = (readReceipt) => {
    const { senderCommunicationIdentifier } = readReceipt, rest = __rest(readReceipt, ["senderCommunicationIdentifier"]);
    return Object.assign(Object.assign({}, rest), { sender: deserializeCommunicationIdentifier(senderCommunicationIdentifier) });
  };

  // node_modules/@azure/communication-chat/dist/browser/generated/src/models/index.js
  var KnownCommunicationIdentifierModelKind;
  (function(KnownCommunicationIdentifierModelKind2) {
    KnownCommunicationIdentifierModelKind2["Unknown"] = "unknown";
    KnownCommunicationIdentifierModelKind2["CommunicationUser"] = "communicationUser";
    KnownCommunicationIdentifierModelKind2["PhoneNumber"] = "phoneNumber";
    KnownCommunicationIdentifierModelKind2["MicrosoftTeamsUser"] = "microsoftTeamsUser";
    KnownCommunicationIdentifierModelKind2["MicrosoftTeamsApp"] = "microsoftTeamsApp";
  })(KnownCommunicationIdentifierModelKind || (KnownCommunicationIdentifierModelKind = {}));
  var KnownCommunicationCloudEnvironmentModel;
  (function(KnownCommunicationCloudEnvironmentModel2) {
    KnownCommunicationCloudEnvironmentModel2["Public"] = "public";
    KnownCommunicationCloudEnvironmentModel2["Dod"] = "dod";
    KnownCommunicationCloudEnvironmentModel2["Gcch"] = "gcch";
  })(KnownCommunicationCloudEnvironmentModel || (KnownCommunicationCloudEnvironmentModel = {}));
  var KnownRetentionPolicyKind;
  (function(KnownRetentionPolicyKind2) {
    KnownRetentionPolicyKind2["ThreadCreationDate"] = "threadCreationDate";
    KnownRetentionPolicyKind2["None"] = "none";
  })(KnownRetentionPolicyKind || (KnownRetentionPolicyKind = {}));

  // node_modules/@azure/communication-chat/dist/browser/generated/src/chatApiClient.js
  init_browser7();

  // node_modules/@azure/communication-chat/dist/browser/generated/src/tracing.js
  init_browser5();
  var tracingClient = createTracingClient({
    namespace: "Azure.Communication",
    packageName: "@azure/communication-chat",
    packageVersion: "1.6.0"
  });

  // node_modules/@azure/communication-chat/dist/browser/generated/src/operations/chatThread.js
  init_browser7();

  // node_modules/@azure/communication-chat/dist/browser/generated/src/models/mappers.js
  var mappers_exports = {};
  __export(mappers_exports, {
    AddChatParticipantsRequest: () => AddChatParticipantsRequest,
    AddChatParticipantsResult: () => AddChatParticipantsResult,
    ChatAttachment: () => ChatAttachment,
    ChatError: () => ChatError,
    ChatMessage: () => ChatMessage,
    ChatMessageContent: () => ChatMessageContent,
    ChatMessageReadReceipt: () => ChatMessageReadReceipt,
    ChatMessageReadReceiptsCollection: () => ChatMessageReadReceiptsCollection,
    ChatMessagesCollection: () => ChatMessagesCollection,
    ChatParticipant: () => ChatParticipant,
    ChatParticipantsCollection: () => ChatParticipantsCollection,
    ChatRetentionPolicy: () => ChatRetentionPolicy,
    ChatThreadItem: () => ChatThreadItem,
    ChatThreadProperties: () => ChatThreadProperties,
    ChatThreadsItemCollection: () => ChatThreadsItemCollection,
    CommunicationErrorResponse: () => CommunicationErrorResponse,
    CommunicationIdentifierModel: () => CommunicationIdentifierModel,
    CommunicationUserIdentifierModel: () => CommunicationUserIdentifierModel,
    CreateChatThreadRequest: () => CreateChatThreadRequest,
    CreateChatThreadResult: () => CreateChatThreadResult,
    MicrosoftTeamsAppIdentifierModel: () => MicrosoftTeamsAppIdentifierModel,
    MicrosoftTeamsUserIdentifierModel: () => MicrosoftTeamsUserIdentifierModel,
    NoneRetentionPolicy: () => NoneRetentionPolicy,
    PhoneNumberIdentifierModel: () => PhoneNumberIdentifierModel,
    SendChatMessageRequest: () => SendChatMessageRequest,
    SendChatMessageResult: () => SendChatMessageResult,
    SendReadReceiptRequest: () => SendReadReceiptRequest,
    SendTypingNotificationRequest: () => SendTypingNotificationRequest,
    ThreadCreationDateRetentionPolicy: () => ThreadCreationDateRetentionPolicy,
    UpdateChatMessageRequest: () => UpdateChatMessageRequest,
    UpdateChatThreadRequest: () => UpdateChatThreadRequest,
    discriminators: () => discriminators
  });
  var ChatMessageReadReceiptsCollection = {
    type: {
      name: "Composite",
      className: "ChatMessageReadReceiptsCollection",
      modelProperties: {
        value: {
          serializedName: "value",
          required: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatMessageReadReceipt"
              }
            }
          }
        },
        nextLink: {
          serializedName: "nextLink",
          readOnly: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var ChatMessageReadReceipt = {
    type: {
      name: "Composite",
      className: "ChatMessageReadReceipt",
      modelProperties: {
        senderCommunicationIdentifier: {
          serializedName: "senderCommunicationIdentifier",
          type: {
            name: "Composite",
            className: "CommunicationIdentifierModel"
          }
        },
        chatMessageId: {
          serializedName: "chatMessageId",
          required: true,
          type: {
            name: "String"
          }
        },
        readOn: {
          serializedName: "readOn",
          required: true,
          type: {
            name: "DateTime"
          }
        }
      }
    }
  };
  var CommunicationIdentifierModel = {
    type: {
      name: "Composite",
      className: "CommunicationIdentifierModel",
      modelProperties: {
        kind: {
          serializedName: "kind",
          type: {
            name: "String"
          }
        },
        rawId: {
          serializedName: "rawId",
          type: {
            name: "String"
          }
        },
        communicationUser: {
          serializedName: "communicationUser",
          type: {
            name: "Composite",
            className: "CommunicationUserIdentifierModel"
          }
        },
        phoneNumber: {
          serializedName: "phoneNumber",
          type: {
            name: "Composite",
            className: "PhoneNumberIdentifierModel"
          }
        },
        microsoftTeamsUser: {
          serializedName: "microsoftTeamsUser",
          type: {
            name: "Composite",
            className: "MicrosoftTeamsUserIdentifierModel"
          }
        },
        microsoftTeamsApp: {
          serializedName: "microsoftTeamsApp",
          type: {
            name: "Composite",
            className: "MicrosoftTeamsAppIdentifierModel"
          }
        }
      }
    }
  };
  var CommunicationUserIdentifierModel = {
    type: {
      name: "Composite",
      className: "CommunicationUserIdentifierModel",
      modelProperties: {
        id: {
          serializedName: "id",
          required: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var PhoneNumberIdentifierModel = {
    type: {
      name: "Composite",
      className: "PhoneNumberIdentifierModel",
      modelProperties: {
        value: {
          serializedName: "value",
          required: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var MicrosoftTeamsUserIdentifierModel = {
    type: {
      name: "Composite",
      className: "MicrosoftTeamsUserIdentifierModel",
      modelProperties: {
        userId: {
          serializedName: "userId",
          required: true,
          type: {
            name: "String"
          }
        },
        isAnonymous: {
          serializedName: "isAnonymous",
          type: {
            name: "Boolean"
          }
        },
        cloud: {
          serializedName: "cloud",
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var MicrosoftTeamsAppIdentifierModel = {
    type: {
      name: "Composite",
      className: "MicrosoftTeamsAppIdentifierModel",
      modelProperties: {
        appId: {
          serializedName: "appId",
          required: true,
          type: {
            name: "String"
          }
        },
        cloud: {
          serializedName: "cloud",
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var CommunicationErrorResponse = {
    type: {
      name: "Composite",
      className: "CommunicationErrorResponse",
      modelProperties: {
        error: {
          serializedName: "error",
          type: {
            name: "Composite",
            className: "ChatError"
          }
        }
      }
    }
  };
  var ChatError = {
    type: {
      name: "Composite",
      className: "ChatError",
      modelProperties: {
        code: {
          serializedName: "code",
          required: true,
          type: {
            name: "String"
          }
        },
        message: {
          serializedName: "message",
          required: true,
          type: {
            name: "String"
          }
        },
        target: {
          serializedName: "target",
          readOnly: true,
          type: {
            name: "String"
          }
        },
        details: {
          serializedName: "details",
          readOnly: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatError"
              }
            }
          }
        },
        innerError: {
          serializedName: "innererror",
          type: {
            name: "Composite",
            className: "ChatError"
          }
        }
      }
    }
  };
  var SendReadReceiptRequest = {
    type: {
      name: "Composite",
      className: "SendReadReceiptRequest",
      modelProperties: {
        chatMessageId: {
          serializedName: "chatMessageId",
          required: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var SendChatMessageRequest = {
    type: {
      name: "Composite",
      className: "SendChatMessageRequest",
      modelProperties: {
        content: {
          serializedName: "content",
          required: true,
          type: {
            name: "String"
          }
        },
        senderDisplayName: {
          serializedName: "senderDisplayName",
          type: {
            name: "String"
          }
        },
        type: {
          serializedName: "type",
          type: {
            name: "Enum",
            allowedValues: [
              "text",
              "html",
              "topicUpdated",
              "participantAdded",
              "participantRemoved"
            ]
          }
        },
        metadata: {
          serializedName: "metadata",
          type: {
            name: "Dictionary",
            value: { type: { name: "String" } }
          }
        }
      }
    }
  };
  var SendChatMessageResult = {
    type: {
      name: "Composite",
      className: "SendChatMessageResult",
      modelProperties: {
        id: {
          serializedName: "id",
          required: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var ChatMessagesCollection = {
    type: {
      name: "Composite",
      className: "ChatMessagesCollection",
      modelProperties: {
        value: {
          serializedName: "value",
          required: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatMessage"
              }
            }
          }
        },
        nextLink: {
          serializedName: "nextLink",
          readOnly: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var ChatMessage = {
    type: {
      name: "Composite",
      className: "ChatMessage",
      modelProperties: {
        id: {
          serializedName: "id",
          required: true,
          type: {
            name: "String"
          }
        },
        type: {
          serializedName: "type",
          required: true,
          type: {
            name: "Enum",
            allowedValues: [
              "text",
              "html",
              "topicUpdated",
              "participantAdded",
              "participantRemoved"
            ]
          }
        },
        sequenceId: {
          serializedName: "sequenceId",
          required: true,
          type: {
            name: "String"
          }
        },
        version: {
          serializedName: "version",
          required: true,
          type: {
            name: "String"
          }
        },
        content: {
          serializedName: "content",
          type: {
            name: "Composite",
            className: "ChatMessageContent"
          }
        },
        senderDisplayName: {
          serializedName: "senderDisplayName",
          type: {
            name: "String"
          }
        },
        createdOn: {
          serializedName: "createdOn",
          required: true,
          type: {
            name: "DateTime"
          }
        },
        senderCommunicationIdentifier: {
          serializedName: "senderCommunicationIdentifier",
          type: {
            name: "Composite",
            className: "CommunicationIdentifierModel"
          }
        },
        deletedOn: {
          serializedName: "deletedOn",
          type: {
            name: "DateTime"
          }
        },
        editedOn: {
          serializedName: "editedOn",
          type: {
            name: "DateTime"
          }
        },
        metadata: {
          serializedName: "metadata",
          type: {
            name: "Dictionary",
            value: { type: { name: "String" } }
          }
        }
      }
    }
  };
  var ChatMessageContent = {
    type: {
      name: "Composite",
      className: "ChatMessageContent",
      modelProperties: {
        message: {
          serializedName: "message",
          type: {
            name: "String"
          }
        },
        topic: {
          serializedName: "topic",
          type: {
            name: "String"
          }
        },
        participants: {
          serializedName: "participants",
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatParticipant"
              }
            }
          }
        },
        attachments: {
          serializedName: "attachments",
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatAttachment"
              }
            }
          }
        },
        initiatorCommunicationIdentifier: {
          serializedName: "initiatorCommunicationIdentifier",
          type: {
            name: "Composite",
            className: "CommunicationIdentifierModel"
          }
        }
      }
    }
  };
  var ChatParticipant = {
    type: {
      name: "Composite",
      className: "ChatParticipant",
      modelProperties: {
        communicationIdentifier: {
          serializedName: "communicationIdentifier",
          type: {
            name: "Composite",
            className: "CommunicationIdentifierModel"
          }
        },
        displayName: {
          serializedName: "displayName",
          type: {
            name: "String"
          }
        },
        shareHistoryTime: {
          serializedName: "shareHistoryTime",
          type: {
            name: "DateTime"
          }
        },
        metadata: {
          serializedName: "metadata",
          type: {
            name: "Dictionary",
            value: { type: { name: "String" } }
          }
        }
      }
    }
  };
  var ChatAttachment = {
    type: {
      name: "Composite",
      className: "ChatAttachment",
      modelProperties: {
        id: {
          serializedName: "id",
          required: true,
          type: {
            name: "String"
          }
        },
        attachmentType: {
          serializedName: "attachmentType",
          required: true,
          type: {
            name: "Enum",
            allowedValues: ["image", "file"]
          }
        },
        name: {
          serializedName: "name",
          type: {
            name: "String"
          }
        },
        url: {
          serializedName: "url",
          type: {
            name: "String"
          }
        },
        previewUrl: {
          serializedName: "previewUrl",
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var UpdateChatMessageRequest = {
    type: {
      name: "Composite",
      className: "UpdateChatMessageRequest",
      modelProperties: {
        content: {
          serializedName: "content",
          type: {
            name: "String"
          }
        },
        metadata: {
          serializedName: "metadata",
          type: {
            name: "Dictionary",
            value: { type: { name: "String" } }
          }
        }
      }
    }
  };
  var ChatParticipantsCollection = {
    type: {
      name: "Composite",
      className: "ChatParticipantsCollection",
      modelProperties: {
        value: {
          serializedName: "value",
          required: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatParticipant"
              }
            }
          }
        },
        nextLink: {
          serializedName: "nextLink",
          readOnly: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var AddChatParticipantsRequest = {
    type: {
      name: "Composite",
      className: "AddChatParticipantsRequest",
      modelProperties: {
        participants: {
          serializedName: "participants",
          required: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatParticipant"
              }
            }
          }
        }
      }
    }
  };
  var AddChatParticipantsResult = {
    type: {
      name: "Composite",
      className: "AddChatParticipantsResult",
      modelProperties: {
        invalidParticipants: {
          serializedName: "invalidParticipants",
          readOnly: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatError"
              }
            }
          }
        }
      }
    }
  };
  var CreateChatThreadRequest = {
    type: {
      name: "Composite",
      className: "CreateChatThreadRequest",
      modelProperties: {
        topic: {
          serializedName: "topic",
          required: true,
          type: {
            name: "String"
          }
        },
        participants: {
          serializedName: "participants",
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatParticipant"
              }
            }
          }
        },
        metadata: {
          serializedName: "metadata",
          type: {
            name: "Dictionary",
            value: { type: { name: "String" } }
          }
        },
        retentionPolicy: {
          serializedName: "retentionPolicy",
          type: {
            name: "Composite",
            className: "ChatRetentionPolicy"
          }
        }
      }
    }
  };
  var ChatRetentionPolicy = {
    type: {
      name: "Composite",
      className: "ChatRetentionPolicy",
      uberParent: "ChatRetentionPolicy",
      polymorphicDiscriminator: {
        serializedName: "kind",
        clientName: "kind"
      },
      modelProperties: {
        kind: {
          serializedName: "kind",
          required: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var CreateChatThreadResult = {
    type: {
      name: "Composite",
      className: "CreateChatThreadResult",
      modelProperties: {
        chatThread: {
          serializedName: "chatThread",
          type: {
            name: "Composite",
            className: "ChatThreadProperties"
          }
        },
        invalidParticipants: {
          serializedName: "invalidParticipants",
          readOnly: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatError"
              }
            }
          }
        }
      }
    }
  };
  var ChatThreadProperties = {
    type: {
      name: "Composite",
      className: "ChatThreadProperties",
      modelProperties: {
        id: {
          serializedName: "id",
          required: true,
          type: {
            name: "String"
          }
        },
        topic: {
          serializedName: "topic",
          required: true,
          type: {
            name: "String"
          }
        },
        createdOn: {
          serializedName: "createdOn",
          required: true,
          type: {
            name: "DateTime"
          }
        },
        createdByCommunicationIdentifier: {
          serializedName: "createdByCommunicationIdentifier",
          type: {
            name: "Composite",
            className: "CommunicationIdentifierModel"
          }
        },
        deletedOn: {
          serializedName: "deletedOn",
          type: {
            name: "DateTime"
          }
        },
        metadata: {
          serializedName: "metadata",
          type: {
            name: "Dictionary",
            value: { type: { name: "String" } }
          }
        },
        retentionPolicy: {
          serializedName: "retentionPolicy",
          type: {
            name: "Composite",
            className: "ChatRetentionPolicy"
          }
        }
      }
    }
  };
  var ChatThreadsItemCollection = {
    type: {
      name: "Composite",
      className: "ChatThreadsItemCollection",
      modelProperties: {
        value: {
          serializedName: "value",
          required: true,
          type: {
            name: "Sequence",
            element: {
              type: {
                name: "Composite",
                className: "ChatThreadItem"
              }
            }
          }
        },
        nextLink: {
          serializedName: "nextLink",
          readOnly: true,
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var ChatThreadItem = {
    type: {
      name: "Composite",
      className: "ChatThreadItem",
      modelProperties: {
        id: {
          serializedName: "id",
          required: true,
          type: {
            name: "String"
          }
        },
        topic: {
          serializedName: "topic",
          required: true,
          type: {
            name: "String"
          }
        },
        deletedOn: {
          serializedName: "deletedOn",
          type: {
            name: "DateTime"
          }
        },
        lastMessageReceivedOn: {
          serializedName: "lastMessageReceivedOn",
          readOnly: true,
          type: {
            name: "DateTime"
          }
        }
      }
    }
  };
  var UpdateChatThreadRequest = {
    type: {
      name: "Composite",
      className: "UpdateChatThreadRequest",
      modelProperties: {
        topic: {
          serializedName: "topic",
          type: {
            name: "String"
          }
        },
        metadata: {
          serializedName: "metadata",
          type: {
            name: "Dictionary",
            value: { type: { name: "String" } }
          }
        },
        retentionPolicy: {
          serializedName: "retentionPolicy",
          type: {
            name: "Composite",
            className: "ChatRetentionPolicy"
          }
        }
      }
    }
  };
  var SendTypingNotificationRequest = {
    type: {
      name: "Composite",
      className: "SendTypingNotificationRequest",
      modelProperties: {
        senderDisplayName: {
          serializedName: "senderDisplayName",
          type: {
            name: "String"
          }
        }
      }
    }
  };
  var ThreadCreationDateRetentionPolicy = {
    serializedName: "threadCreationDate",
    type: {
      name: "Composite",
      className: "ThreadCreationDateRetentionPolicy",
      uberParent: "ChatRetentionPolicy",
      polymorphicDiscriminator: ChatRetentionPolicy.type.polymorphicDiscriminator,
      modelProperties: Object.assign(Object.assign({}, ChatRetentionPolicy.type.modelProperties), { deleteThreadAfterDays: {
        serializedName: "deleteThreadAfterDays",
        required: true,
        type: {
          name: "Number"
        }
      } })
    }
  };
  var NoneRetentionPolicy = {
    serializedName: "none",
    type: {
      name: "Composite",
      className: "NoneRetentionPolicy",
      uberParent: "ChatRetentionPolicy",
      polymorphicDiscriminator: ChatRetentionPolicy.type.polymorphicDiscriminator,
      modelProperties: Object.assign({}, ChatRetentionPolicy.type.modelProperties)
    }
  };
  var discriminators = {
    ChatRetentionPolicy,
    "ChatRetentionPolicy.threadCreationDate": ThreadCreationDateRetentionPolicy,
    "ChatRetentionPolicy.none": NoneRetentionPolicy
  };

  // node_modules/@azure/communication-chat/dist/browser/generated/src/models/parameters.js
  var accept = {
    parameterPath: "accept",
    mapper: {
      defaultValue: "application/json",
      isConstant: true,
      serializedName: "Accept",
      type: {
        name: "String"
      }
    }
  };
  var endpoint = {
    parameterPath: "endpoint",
    mapper: {
      serializedName: "endpoint",
      required: true,
      type: {
        name: "String"
      }
    },
    skipEncoding: true
  };
  var chatThreadId = {
    parameterPath: "chatThreadId",
    mapper: {
      serializedName: "chatThreadId",
      required: true,
      type: {
        name: "String"
      }
    }
  };
  var maxPageSize = {
    parameterPath: ["options", "maxPageSize"],
    mapper: {
      serializedName: "maxPageSize",
      type: {
        name: "Number"
      }
    }
  };
  var skip = {
    parameterPath: ["options", "skip"],
    mapper: {
      serializedName: "skip",
      type: {
        name: "Number"
      }
    }
  };
  var apiVersion = {
    parameterPath: "apiVersion",
    mapper: {
      defaultValue: "2025-03-15",
      isConstant: true,
      serializedName: "api-version",
      type: {
        name: "String"
      }
    }
  };
  var contentType = {
    parameterPath: ["options", "contentType"],
    mapper: {
      defaultValue: "application/json",
      isConstant: true,
      serializedName: "Content-Type",
      type: {
        name: "String"
      }
    }
  };
  var sendReadReceiptRequest = {
    parameterPath: "sendReadReceiptRequest",
    mapper: SendReadReceiptRequest
  };
  var sendChatMessageRequest = {
    parameterPath: "sendChatMessageRequest",
    mapper: SendChatMessageRequest
  };
  var startTime = {
    parameterPath: ["options", "startTime"],
    mapper: {
      serializedName: "startTime",
      type: {
        name: "DateTime"
      }
    }
  };
  var chatMessageId = {
    parameterPath: "chatMessageId",
    mapper: {
      serializedName: "chatMessageId",
      required: true,
      type: {
        name: "String"
      }
    }
  };
  var contentType1 = {
    parameterPath: ["options", "contentType"],
    mapper: {
      defaultValue: "application/merge-patch+json",
      isConstant: true,
      serializedName: "Content-Type",
      type: {
        name: "String"
      }
    }
  };
  var updateChatMessageRequest = {
    parameterPath: "updateChatMessageRequest",
    mapper: UpdateChatMessageRequest
  };
  var participantCommunicationIdentifier = {
    parameterPath: "participantCommunicationIdentifier",
    mapper: CommunicationIdentifierModel
  };
  var addChatParticipantsRequest = {
    parameterPath: "addChatParticipantsRequest",
    mapper: AddChatParticipantsRequest
  };
  var updateChatThreadRequest = {
    parameterPath: "updateChatThreadRequest",
    mapper: UpdateChatThreadRequest
  };
  var sendTypingNotificationRequest = {
    parameterPath: ["options", "sendTypingNotificationRequest"],
    mapper: SendTypingNotificationRequest
  };
  var nextLink = {
    parameterPath: "nextLink",
    mapper: {
      serializedName: "nextLink",
      required: true,
      type: {
        name: "String"
      }
    },
    skipEncoding: true
  };
  var createChatThreadRequest = {
    parameterPath: "createChatThreadRequest",
    mapper: CreateChatThreadRequest
  };
  var repeatabilityRequestId = {
    parameterPath: ["options", "repeatabilityRequestId"],
    mapper: {
      serializedName: "repeatability-request-id",
      type: {
        name: "String"
      }
    }
  };

  // node_modules/@azure/communication-chat/dist/browser/generated/src/operations/chatThread.js
  var ChatThreadImpl = class {
    /**
     * Initialize a new instance of the class ChatThread class.
     * @param client Reference to the service client
     */
    constructor(client) {
      this.client = client;
    }
    /**
     * Gets chat message read receipts for a thread.
     * @param chatThreadId Thread id to get the chat message read receipts for.
     * @param options The options parameters.
     */
    async listChatReadReceipts(chatThreadId2, options) {
      return tracingClient.withSpan("ChatApiClient.listChatReadReceipts", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, options: options2 }, listChatReadReceiptsOperationSpec);
      });
    }
    /**
     * Sends a read receipt event to a thread, on behalf of a user.
     * @param chatThreadId Thread id to send the read receipt event to.
     * @param sendReadReceiptRequest Read receipt details.
     * @param options The options parameters.
     */
    async sendChatReadReceipt(chatThreadId2, sendReadReceiptRequest2, options) {
      return tracingClient.withSpan("ChatApiClient.sendChatReadReceipt", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, sendReadReceiptRequest: sendReadReceiptRequest2, options: options2 }, sendChatReadReceiptOperationSpec);
      });
    }
    /**
     * Sends a message to a thread.
     * @param chatThreadId The thread id to send the message to.
     * @param sendChatMessageRequest Details of the message to send.
     * @param options The options parameters.
     */
    async sendChatMessage(chatThreadId2, sendChatMessageRequest2, options) {
      return tracingClient.withSpan("ChatApiClient.sendChatMessage", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, sendChatMessageRequest: sendChatMessageRequest2, options: options2 }, sendChatMessageOperationSpec);
      });
    }
    /**
     * Gets a list of messages from a thread.
     * @param chatThreadId The thread id of the message.
     * @param options The options parameters.
     */
    async listChatMessages(chatThreadId2, options) {
      return tracingClient.withSpan("ChatApiClient.listChatMessages", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, options: options2 }, listChatMessagesOperationSpec);
      });
    }
    /**
     * Gets a message by id.
     * @param chatThreadId The thread id to which the message was sent.
     * @param chatMessageId The message id.
     * @param options The options parameters.
     */
    async getChatMessage(chatThreadId2, chatMessageId2, options) {
      return tracingClient.withSpan("ChatApiClient.getChatMessage", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, chatMessageId: chatMessageId2, options: options2 }, getChatMessageOperationSpec);
      });
    }
    /**
     * Updates a message.
     * @param chatThreadId The thread id to which the message was sent.
     * @param chatMessageId The message id.
     * @param updateChatMessageRequest Details of the request to update the message.
     * @param options The options parameters.
     */
    async updateChatMessage(chatThreadId2, chatMessageId2, updateChatMessageRequest2, options) {
      return tracingClient.withSpan("ChatApiClient.updateChatMessage", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, chatMessageId: chatMessageId2, updateChatMessageRequest: updateChatMessageRequest2, options: options2 }, updateChatMessageOperationSpec);
      });
    }
    /**
     * Deletes a message.
     * @param chatThreadId The thread id to which the message was sent.
     * @param chatMessageId The message id.
     * @param options The options parameters.
     */
    async deleteChatMessage(chatThreadId2, chatMessageId2, options) {
      return tracingClient.withSpan("ChatApiClient.deleteChatMessage", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, chatMessageId: chatMessageId2, options: options2 }, deleteChatMessageOperationSpec);
      });
    }
    /**
     * Gets the participants of a thread.
     * @param chatThreadId Thread id to get participants for.
     * @param options The options parameters.
     */
    async listChatParticipants(chatThreadId2, options) {
      return tracingClient.withSpan("ChatApiClient.listChatParticipants", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, options: options2 }, listChatParticipantsOperationSpec);
      });
    }
    /**
     * Remove a participant from a thread.
     * @param chatThreadId Thread id to remove the participant from.
     * @param participantCommunicationIdentifier Id of the thread participant to remove from the thread.
     * @param options The options parameters.
     */
    async removeChatParticipant(chatThreadId2, participantCommunicationIdentifier2, options) {
      return tracingClient.withSpan("ChatApiClient.removeChatParticipant", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, participantCommunicationIdentifier: participantCommunicationIdentifier2, options: options2 }, removeChatParticipantOperationSpec);
      });
    }
    /**
     * Adds thread participants to a thread. If participants already exist, no change occurs.
     * @param chatThreadId Id of the thread to add participants to.
     * @param addChatParticipantsRequest Thread participants to be added to the thread.
     * @param options The options parameters.
     */
    async addChatParticipants(chatThreadId2, addChatParticipantsRequest2, options) {
      return tracingClient.withSpan("ChatApiClient.addChatParticipants", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, addChatParticipantsRequest: addChatParticipantsRequest2, options: options2 }, addChatParticipantsOperationSpec);
      });
    }
    /**
     * Updates a thread's properties.
     * @param chatThreadId The id of the thread to update.
     * @param updateChatThreadRequest Request payload for updating a chat thread.
     * @param options The options parameters.
     */
    async updateChatThreadProperties(chatThreadId2, updateChatThreadRequest2, options) {
      return tracingClient.withSpan("ChatApiClient.updateChatThreadProperties", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, updateChatThreadRequest: updateChatThreadRequest2, options: options2 }, updateChatThreadPropertiesOperationSpec);
      });
    }
    /**
     * Gets a chat thread's properties.
     * @param chatThreadId Id of the thread.
     * @param options The options parameters.
     */
    async getChatThreadProperties(chatThreadId2, options) {
      return tracingClient.withSpan("ChatApiClient.getChatThreadProperties", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, options: options2 }, getChatThreadPropertiesOperationSpec);
      });
    }
    /**
     * Posts a typing event to a thread, on behalf of a user.
     * @param chatThreadId Id of the thread.
     * @param options The options parameters.
     */
    async sendTypingNotification(chatThreadId2, options) {
      return tracingClient.withSpan("ChatApiClient.sendTypingNotification", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, options: options2 }, sendTypingNotificationOperationSpec);
      });
    }
    /**
     * ListChatReadReceiptsNext
     * @param chatThreadId Thread id to get the chat message read receipts for.
     * @param nextLink The nextLink from the previous successful call to the ListChatReadReceipts method.
     * @param options The options parameters.
     */
    async listChatReadReceiptsNext(chatThreadId2, nextLink2, options) {
      return tracingClient.withSpan("ChatApiClient.listChatReadReceiptsNext", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, nextLink: nextLink2, options: options2 }, listChatReadReceiptsNextOperationSpec);
      });
    }
    /**
     * ListChatMessagesNext
     * @param chatThreadId The thread id of the message.
     * @param nextLink The nextLink from the previous successful call to the ListChatMessages method.
     * @param options The options parameters.
     */
    async listChatMessagesNext(chatThreadId2, nextLink2, options) {
      return tracingClient.withSpan("ChatApiClient.listChatMessagesNext", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, nextLink: nextLink2, options: options2 }, listChatMessagesNextOperationSpec);
      });
    }
    /**
     * ListChatParticipantsNext
     * @param chatThreadId Thread id to get participants for.
     * @param nextLink The nextLink from the previous successful call to the ListChatParticipants method.
     * @param options The options parameters.
     */
    async listChatParticipantsNext(chatThreadId2, nextLink2, options) {
      return tracingClient.withSpan("ChatApiClient.listChatParticipantsNext", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, nextLink: nextLink2, options: options2 }, listChatParticipantsNextOperationSpec);
      });
    }
  };
  var serializer = createSerializer(
    mappers_exports,
    /* isXml */
    false
  );
  var listChatReadReceiptsOperationSpec = {
    path: "/chat/threads/{chatThreadId}/readReceipts",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatMessageReadReceiptsCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [
      maxPageSize,
      skip,
      apiVersion
    ],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept],
    serializer
  };
  var sendChatReadReceiptOperationSpec = {
    path: "/chat/threads/{chatThreadId}/readReceipts",
    httpMethod: "POST",
    responses: {
      200: {},
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: sendReadReceiptRequest,
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept, contentType],
    mediaType: "json",
    serializer
  };
  var sendChatMessageOperationSpec = {
    path: "/chat/threads/{chatThreadId}/messages",
    httpMethod: "POST",
    responses: {
      201: {
        bodyMapper: SendChatMessageResult
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: sendChatMessageRequest,
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept, contentType],
    mediaType: "json",
    serializer
  };
  var listChatMessagesOperationSpec = {
    path: "/chat/threads/{chatThreadId}/messages",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatMessagesCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [
      maxPageSize,
      apiVersion,
      startTime
    ],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept],
    serializer
  };
  var getChatMessageOperationSpec = {
    path: "/chat/threads/{chatThreadId}/messages/{chatMessageId}",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatMessage
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [apiVersion],
    urlParameters: [
      endpoint,
      chatThreadId,
      chatMessageId
    ],
    headerParameters: [accept],
    serializer
  };
  var updateChatMessageOperationSpec = {
    path: "/chat/threads/{chatThreadId}/messages/{chatMessageId}",
    httpMethod: "PATCH",
    responses: {
      204: {},
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: updateChatMessageRequest,
    queryParameters: [apiVersion],
    urlParameters: [
      endpoint,
      chatThreadId,
      chatMessageId
    ],
    headerParameters: [accept, contentType1],
    mediaType: "json",
    serializer
  };
  var deleteChatMessageOperationSpec = {
    path: "/chat/threads/{chatThreadId}/messages/{chatMessageId}",
    httpMethod: "DELETE",
    responses: {
      204: {},
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [apiVersion],
    urlParameters: [
      endpoint,
      chatThreadId,
      chatMessageId
    ],
    headerParameters: [accept],
    serializer
  };
  var listChatParticipantsOperationSpec = {
    path: "/chat/threads/{chatThreadId}/participants",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatParticipantsCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [
      maxPageSize,
      skip,
      apiVersion
    ],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept],
    serializer
  };
  var removeChatParticipantOperationSpec = {
    path: "/chat/threads/{chatThreadId}/participants/:remove",
    httpMethod: "POST",
    responses: {
      204: {},
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: participantCommunicationIdentifier,
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept, contentType],
    mediaType: "json",
    serializer
  };
  var addChatParticipantsOperationSpec = {
    path: "/chat/threads/{chatThreadId}/participants/:add",
    httpMethod: "POST",
    responses: {
      201: {
        bodyMapper: AddChatParticipantsResult
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: addChatParticipantsRequest,
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept, contentType],
    mediaType: "json",
    serializer
  };
  var updateChatThreadPropertiesOperationSpec = {
    path: "/chat/threads/{chatThreadId}",
    httpMethod: "PATCH",
    responses: {
      204: {},
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: updateChatThreadRequest,
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept, contentType1],
    mediaType: "json",
    serializer
  };
  var getChatThreadPropertiesOperationSpec = {
    path: "/chat/threads/{chatThreadId}",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatThreadProperties
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept],
    serializer
  };
  var sendTypingNotificationOperationSpec = {
    path: "/chat/threads/{chatThreadId}/typing",
    httpMethod: "POST",
    responses: {
      200: {},
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: sendTypingNotificationRequest,
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept, contentType],
    mediaType: "json",
    serializer
  };
  var listChatReadReceiptsNextOperationSpec = {
    path: "{nextLink}",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatMessageReadReceiptsCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    urlParameters: [
      endpoint,
      chatThreadId,
      nextLink
    ],
    headerParameters: [accept],
    serializer
  };
  var listChatMessagesNextOperationSpec = {
    path: "{nextLink}",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatMessagesCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    urlParameters: [
      endpoint,
      chatThreadId,
      nextLink
    ],
    headerParameters: [accept],
    serializer
  };
  var listChatParticipantsNextOperationSpec = {
    path: "{nextLink}",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatParticipantsCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    urlParameters: [
      endpoint,
      chatThreadId,
      nextLink
    ],
    headerParameters: [accept],
    serializer
  };

  // node_modules/@azure/communication-chat/dist/browser/generated/src/operations/chat.js
  init_browser7();
  var ChatImpl = class {
    /**
     * Initialize a new instance of the class Chat class.
     * @param client Reference to the service client
     */
    constructor(client) {
      this.client = client;
    }
    /**
     * Creates a chat thread.
     * @param createChatThreadRequest Request payload for creating a chat thread.
     * @param options The options parameters.
     */
    async createChatThread(createChatThreadRequest2, options) {
      return tracingClient.withSpan("ChatApiClient.createChatThread", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ createChatThreadRequest: createChatThreadRequest2, options: options2 }, createChatThreadOperationSpec);
      });
    }
    /**
     * Gets the list of chat threads of a user.
     * @param options The options parameters.
     */
    async listChatThreads(options) {
      return tracingClient.withSpan("ChatApiClient.listChatThreads", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ options: options2 }, listChatThreadsOperationSpec);
      });
    }
    /**
     * Deletes a thread.
     * @param chatThreadId Id of the thread to be deleted.
     * @param options The options parameters.
     */
    async deleteChatThread(chatThreadId2, options) {
      return tracingClient.withSpan("ChatApiClient.deleteChatThread", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ chatThreadId: chatThreadId2, options: options2 }, deleteChatThreadOperationSpec);
      });
    }
    /**
     * ListChatThreadsNext
     * @param nextLink The nextLink from the previous successful call to the ListChatThreads method.
     * @param options The options parameters.
     */
    async listChatThreadsNext(nextLink2, options) {
      return tracingClient.withSpan("ChatApiClient.listChatThreadsNext", options !== null && options !== void 0 ? options : {}, async (options2) => {
        return this.client.sendOperationRequest({ nextLink: nextLink2, options: options2 }, listChatThreadsNextOperationSpec);
      });
    }
  };
  var serializer2 = createSerializer(
    mappers_exports,
    /* isXml */
    false
  );
  var createChatThreadOperationSpec = {
    path: "/chat/threads",
    httpMethod: "POST",
    responses: {
      201: {
        bodyMapper: CreateChatThreadResult
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    requestBody: createChatThreadRequest,
    queryParameters: [apiVersion],
    urlParameters: [endpoint],
    headerParameters: [
      accept,
      contentType,
      repeatabilityRequestId
    ],
    mediaType: "json",
    serializer: serializer2
  };
  var listChatThreadsOperationSpec = {
    path: "/chat/threads",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatThreadsItemCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [
      maxPageSize,
      apiVersion,
      startTime
    ],
    urlParameters: [endpoint],
    headerParameters: [accept],
    serializer: serializer2
  };
  var deleteChatThreadOperationSpec = {
    path: "/chat/threads/{chatThreadId}",
    httpMethod: "DELETE",
    responses: {
      204: {},
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    queryParameters: [apiVersion],
    urlParameters: [endpoint, chatThreadId],
    headerParameters: [accept],
    serializer: serializer2
  };
  var listChatThreadsNextOperationSpec = {
    path: "{nextLink}",
    httpMethod: "GET",
    responses: {
      200: {
        bodyMapper: ChatThreadsItemCollection
      },
      401: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      403: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      429: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      },
      503: {
        bodyMapper: CommunicationErrorResponse,
        isError: true
      }
    },
    urlParameters: [endpoint, nextLink],
    headerParameters: [accept],
    serializer: serializer2
  };

  // node_modules/@azure/communication-chat/dist/browser/generated/src/chatApiClient.js
  var ChatApiClient = class extends ServiceClient {
    /**
     * Initializes a new instance of the ChatApiClient class.
     * @param endpoint The endpoint of the Azure Communication resource.
     * @param options The parameter options
     */
    constructor(endpoint2, options) {
      var _a, _b;
      if (endpoint2 === void 0) {
        throw new Error("'endpoint' cannot be null");
      }
      if (!options) {
        options = {};
      }
      const defaults = {
        requestContentType: "application/json; charset=utf-8"
      };
      const packageDetails = `azsdk-js-communication-chat/1.6.0`;
      const userAgentPrefix = options.userAgentOptions && options.userAgentOptions.userAgentPrefix ? `${options.userAgentOptions.userAgentPrefix} ${packageDetails}` : `${packageDetails}`;
      const optionsWithDefaults = Object.assign(Object.assign(Object.assign({}, defaults), options), { userAgentOptions: {
        userAgentPrefix
      }, endpoint: (_b = (_a = options.endpoint) !== null && _a !== void 0 ? _a : options.baseUri) !== null && _b !== void 0 ? _b : "{endpoint}" });
      super(optionsWithDefaults);
      this.endpoint = endpoint2;
      this.apiVersion = options.apiVersion || "2025-03-15";
      this.chatThread = new ChatThreadImpl(this);
      this.chat = new ChatImpl(this);
      this.addCustomApiVersionPolicy(options.apiVersion);
    }
    /** A function that adds a policy that sets the api-version (or equivalent) to reflect the library version. */
    addCustomApiVersionPolicy(apiVersion2) {
      if (!apiVersion2) {
        return;
      }
      const apiVersionPolicy3 = {
        name: "CustomApiVersionPolicy",
        async sendRequest(request, next) {
          const param = request.url.split("?");
          if (param.length > 1) {
            const newParams = param[1].split("&").map((item) => {
              if (item.indexOf("api-version") > -1) {
                return "api-version=" + apiVersion2;
              } else {
                return item;
              }
            });
            request.url = param[0] + "?" + newParams.join("&");
          }
          return next(request);
        }
      };
      this.pipeline.addPolicy(apiVersionPolicy3);
    }
  };

  // node_modules/@azure/communication-chat/dist/browser/models/logger.js
  init_browser2();
  var logger4 = createClientLogger2("communication-chat");

  // node_modules/@azure/communication-chat/dist/browser/credential/communicationTokenCredentialPolicy.js
  init_browser6();
  var createCommunicationTokenCredentialPolicy = (credential) => {
    const policyOptions = {
      credential: {
        getToken: (_scopes, options) => credential.getToken({ abortSignal: options === null || options === void 0 ? void 0 : options.abortSignal })
      },
      scopes: []
    };
    return bearerTokenAuthenticationPolicy(policyOptions);
  };

  // node_modules/@azure/communication-chat/dist/browser/chatThreadClient.js
  var minimumTypingIntervalInMilliSeconds = 8e3;
  var ChatThreadClient = class {
    constructor(endpoint2, threadId, credential, options = {}) {
      this.endpoint = endpoint2;
      this.timeOfLastTypingRequest = void 0;
      this.threadId = threadId;
      this.tokenCredential = credential;
      const internalPipelineOptions = Object.assign(Object.assign({}, options), {
        loggingOptions: {
          logger: logger4.info
        }
      });
      this.client = new ChatApiClient(this.endpoint, Object.assign({ endpoint: this.endpoint }, internalPipelineOptions));
      const authPolicy = createCommunicationTokenCredentialPolicy(this.tokenCredential);
      this.client.pipeline.addPolicy(authPolicy);
    }
    /**
     * Gets a chat thread.
     * Returns the chat thread.
     * @param options -  Operation options.
     */
    getProperties(options = {}) {
      return tracingClient.withSpan("ChatClient-GetProperties", options, async (updatedOptions) => {
        const result = await this.client.chatThread.getChatThreadProperties(this.threadId, updatedOptions);
        return mapToChatThreadPropertiesSdkModel(result);
      });
    }
    /**
     * Updates a thread's topic.
     * @param topic - The topic needs to be updated to.
     * @param options - Operation options.
     */
    updateTopic(topic, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-UpdateTopic", options, async (updatedOptions) => {
        await this.client.chatThread.updateChatThreadProperties(this.threadId, { topic }, updatedOptions);
      });
    }
    /**
     * Updates a thread's properties.
     * @param options - Operation options.
     */
    // beta release already named this option as UpdateChatThreadPropertiesOptions
    // eslint-disable-next-line @azure/azure-sdk/ts-naming-options
    updateProperties(options = {}) {
      return tracingClient.withSpan("ChatThreadClient-UpdateProperties", options, async (updatedOptions) => {
        await this.client.chatThread.updateChatThreadProperties(this.threadId, options, updatedOptions);
      });
    }
    /**
     * Sends a chat message to a thread identified by threadId.
     * Returns the id of the created message.
     * @param request - Request for sending a message.
     * @param options - Operation options.
     */
    sendMessage(request, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-SendMessage", options, async (updatedOptions) => {
        this.timeOfLastTypingRequest = void 0;
        const result = await this.client.chatThread.sendChatMessage(this.threadId, Object.assign(Object.assign({}, request), options), updatedOptions);
        return result;
      });
    }
    /**
     * Gets a chat message identified by messageId.
     * Returns the specific message.
     * @param messageId - The message id of the message.
     * @param options - Operation options.
     */
    getMessage(messageId, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-GetMessage", options, async (updatedOptions) => {
        const result = await this.client.chatThread.getChatMessage(this.threadId, messageId, updatedOptions);
        return mapToChatMessageSdkModel(result);
      });
    }
    listMessagesPage(pageSettings_1) {
      return __asyncGenerator(this, arguments, function* listMessagesPage_1(pageSettings, options = {}) {
        if (!pageSettings.continuationToken) {
          const currentSetResponse = yield __await(this.client.chatThread.listChatMessages(this.threadId, options));
          pageSettings.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value.map(mapToChatMessageSdkModel, this));
          }
        }
        while (pageSettings.continuationToken) {
          const currentSetResponse = yield __await(this.client.chatThread.listChatMessagesNext(this.threadId, pageSettings.continuationToken, options));
          pageSettings.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value.map(mapToChatMessageSdkModel, this));
          } else {
            break;
          }
        }
      });
    }
    listMessagesAll(options) {
      return __asyncGenerator(this, arguments, function* listMessagesAll_1() {
        var _a, e_1, _b, _c;
        try {
          for (var _d = true, _e = __asyncValues(this.listMessagesPage({}, options)), _f; _f = yield __await(_e.next()), _a = _f.done, !_a; _d = true) {
            _c = _f.value;
            _d = false;
            const page = _c;
            yield __await(yield* __asyncDelegator(__asyncValues(page)));
          }
        } catch (e_1_1) {
          e_1 = { error: e_1_1 };
        } finally {
          try {
            if (!_d && !_a && (_b = _e.return)) yield __await(_b.call(_e));
          } finally {
            if (e_1) throw e_1.error;
          }
        }
      });
    }
    /**
     * Gets a list of message from a thread identified by threadId.
     * Returns the list of the messages.
     * @param options - Get messages options.
     */
    listMessages(options = {}) {
      const { span, updatedOptions } = tracingClient.startSpan("ChatThreadClient-ListMessages", options);
      try {
        const iter = this.listMessagesAll(updatedOptions);
        return {
          next() {
            return iter.next();
          },
          [Symbol.asyncIterator]() {
            return this;
          },
          byPage: (settings = {}) => {
            return this.listMessagesPage(settings, updatedOptions);
          }
        };
      } catch (e) {
        span.setStatus({
          status: "error",
          error: e
        });
        throw e;
      } finally {
        span.end();
      }
    }
    /**
     * Deletes a message identified by threadId and messageId
     * @param messageId - The message id of the message.
     * @param options - Operation options.
     */
    deleteMessage(messageId, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-DeleteMessage", options, async (updatedOptions) => {
        await this.client.chatThread.deleteChatMessage(this.threadId, messageId, updatedOptions);
      });
    }
    /**
     * Updates a message identified by threadId and messageId
     * @param messageId - The message id of the message.
     * @param options - Operation options.
     */
    async updateMessage(messageId, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-UpdateMessage", options, async (updatedOptions) => {
        await this.client.chatThread.updateChatMessage(this.threadId, messageId, options, updatedOptions);
      });
    }
    /**
     * Adds the details of chat participants belonging to the thread identified by threadId.
     * @param request - Thread participants' details to add in the thread roster
     * @param options - Operation options.
     */
    async addParticipants(request, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-AddParticipants", options, async (updatedOptions) => {
        const result = await this.client.chatThread.addChatParticipants(this.threadId, mapToAddChatParticipantsRequestRestModel(request), updatedOptions);
        return result;
      });
    }
    listParticipantsPage(continuationState_1) {
      return __asyncGenerator(this, arguments, function* listParticipantsPage_1(continuationState, options = {}) {
        if (!continuationState.continuationToken) {
          const currentSetResponse = yield __await(this.client.chatThread.listChatParticipants(this.threadId, options));
          continuationState.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value.map(mapToChatParticipantSdkModel, this));
          }
        }
        while (continuationState.continuationToken) {
          const currentSetResponse = yield __await(this.client.chatThread.listChatParticipantsNext(this.threadId, continuationState.continuationToken, options));
          continuationState.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value.map(mapToChatParticipantSdkModel, this));
          } else {
            break;
          }
        }
      });
    }
    listParticipantsAll(options) {
      return __asyncGenerator(this, arguments, function* listParticipantsAll_1() {
        var _a, e_2, _b, _c;
        try {
          for (var _d = true, _e = __asyncValues(this.listParticipantsPage({}, options)), _f; _f = yield __await(_e.next()), _a = _f.done, !_a; _d = true) {
            _c = _f.value;
            _d = false;
            const page = _c;
            yield __await(yield* __asyncDelegator(__asyncValues(page)));
          }
        } catch (e_2_1) {
          e_2 = { error: e_2_1 };
        } finally {
          try {
            if (!_d && !_a && (_b = _e.return)) yield __await(_b.call(_e));
          } finally {
            if (e_2) throw e_2.error;
          }
        }
      });
    }
    /**
     * Gets the participants of the thread identified by threadId.
     * Returns the lists of the participants.
     * @param options - Operation options.
     */
    listParticipants(options = {}) {
      const { span, updatedOptions } = tracingClient.startSpan("ChatThreadClient-ListParticipants", options);
      try {
        const iter = this.listParticipantsAll(updatedOptions);
        return {
          next() {
            return iter.next();
          },
          [Symbol.asyncIterator]() {
            return this;
          },
          byPage: (settings = {}) => {
            return this.listParticipantsPage(settings, updatedOptions);
          }
        };
      } catch (e) {
        span.setStatus({
          status: "error",
          error: e
        });
        throw e;
      } finally {
        span.end();
      }
    }
    /**
     * Removes participant from the thread identified by threadId.
     * @param participant - Thread participant to remove from the thread roster
     * @param options - Operation options.
     */
    async removeParticipant(participant, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-RemoveParticipant", options, async (updatedOptions) => {
        await this.client.chatThread.removeChatParticipant(this.threadId, serializeCommunicationIdentifier(participant), updatedOptions);
      });
    }
    /**
     * Sends a typing notification to the thread.
     * Doesn't attempt to send if the time since last notification is smaller than the minimum typing interval
     * @param options - - Operation options
     * @returns True if the typing message notification could be sent, otherwise false.
     */
    async sendTypingNotification(options = {}) {
      return tracingClient.withSpan("ChatThreadClient-SendTypingNotification", options, async (updatedOptions) => {
        const dateNow = /* @__PURE__ */ new Date();
        const { senderDisplayName } = updatedOptions, restOptions = __rest(updatedOptions, ["senderDisplayName"]);
        if (this.canPostTypingNotification(dateNow)) {
          this.timeOfLastTypingRequest = dateNow;
          await this.client.chatThread.sendTypingNotification(this.threadId, Object.assign({ sendTypingNotificationRequest: { senderDisplayName } }, restOptions));
          return true;
        }
        logger4.info(`Typing Notification NOT Send. [thread_id=${this.threadId}]`);
        return false;
      });
    }
    /**
     * Sends a read receipt to the thread identified by threadId.
     * @param request - Request for sending a read receipt
     * @param options - Operation options.
     */
    async sendReadReceipt(request, options = {}) {
      return tracingClient.withSpan("ChatThreadClient-SendReadReceipt", options, async (updatedOptions) => {
        await this.client.chatThread.sendChatReadReceipt(this.threadId, request, updatedOptions);
      });
    }
    listReadReceiptsPage(continuationState_1) {
      return __asyncGenerator(this, arguments, function* listReadReceiptsPage_1(continuationState, options = {}) {
        if (!continuationState.continuationToken) {
          const currentSetResponse = yield __await(this.client.chatThread.listChatReadReceipts(this.threadId, options));
          continuationState.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value.map(mapToReadReceiptSdkModel, this));
          }
        }
        while (continuationState.continuationToken) {
          const currentSetResponse = yield __await(this.client.chatThread.listChatReadReceiptsNext(this.threadId, continuationState.continuationToken, options));
          continuationState.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value.map(mapToReadReceiptSdkModel, this));
          } else {
            break;
          }
        }
      });
    }
    listReadReceiptsAll(options) {
      return __asyncGenerator(this, arguments, function* listReadReceiptsAll_1() {
        var _a, e_3, _b, _c;
        try {
          for (var _d = true, _e = __asyncValues(this.listReadReceiptsPage({}, options)), _f; _f = yield __await(_e.next()), _a = _f.done, !_a; _d = true) {
            _c = _f.value;
            _d = false;
            const page = _c;
            yield __await(yield* __asyncDelegator(__asyncValues(page)));
          }
        } catch (e_3_1) {
          e_3 = { error: e_3_1 };
        } finally {
          try {
            if (!_d && !_a && (_b = _e.return)) yield __await(_b.call(_e));
          } finally {
            if (e_3) throw e_3.error;
          }
        }
      });
    }
    /**
     * Gets a list of read receipt from a thread identified by threadId.
     * Returns the list of the messages.
     * @param options - Get messages options.
     */
    listReadReceipts(options = {}) {
      const { span, updatedOptions } = tracingClient.startSpan("ChatThreadClient-ListChatReadReceipts", options);
      try {
        const iter = this.listReadReceiptsAll(updatedOptions);
        return {
          next() {
            return iter.next();
          },
          [Symbol.asyncIterator]() {
            return this;
          },
          byPage: (settings = {}) => {
            return this.listReadReceiptsPage(settings, updatedOptions);
          }
        };
      } catch (e) {
        span.setStatus({
          status: "error",
          error: e
        });
        throw e;
      } finally {
        span.end();
      }
    }
    canPostTypingNotification(dateNow) {
      if (this.timeOfLastTypingRequest) {
        const timeSinceLastRequestInMilliSeconds = dateNow.getTime() - this.timeOfLastTypingRequest.getTime();
        if (timeSinceLastRequestInMilliSeconds < minimumTypingIntervalInMilliSeconds) {
          logger4.info(`Typing interval check failed. [last_request=${this.timeOfLastTypingRequest}]`);
          return false;
        }
      }
      return true;
    }
  };

  // node_modules/@azure/communication-chat/dist/browser/chatClient.js
  var import_events = __toESM(require_events(), 1);

  // node_modules/@azure/communication-chat/dist/browser/models/uuid.js
  init_browser4();
  function generateUuid() {
    return randomUUID2();
  }

  // node_modules/@azure/communication-chat/dist/browser/signaling/signalingClient.js
  var import_communication_signaling = __toESM(require_dist(), 1);
  var getSignalingClient = (credential, logger5, options) => {
    var _a, _b, _c, _d;
    return new import_communication_signaling.CommunicationSignalingClient(credential, logger5, {
      resourceEndpoint: (_a = options === null || options === void 0 ? void 0 : options.resourceEndpoint) !== null && _a !== void 0 ? _a : void 0,
      gatewayApiVersion: (_b = options === null || options === void 0 ? void 0 : options.gatewayApiVersion) !== null && _b !== void 0 ? _b : void 0,
      additionalPolicies: (_c = options === null || options === void 0 ? void 0 : options.additionalPolicies) !== null && _c !== void 0 ? _c : void 0,
      userAgentOptions: (_d = options === null || options === void 0 ? void 0 : options.userAgentOptions) !== null && _d !== void 0 ? _d : void 0
    });
  };

  // node_modules/@azure/communication-chat/dist/browser/chatClient.js
  var ChatClient = class {
    /**
     * Creates an instance of the ChatClient for a given resource and user.
     *
     * @param endpoint - The url of the Communication Services resource.
     * @param credential - The token credential. Use AzureCommunicationTokenCredential from \@azure/communication-common to create a credential.
     * @param options - Additional client options.
     */
    constructor(endpoint2, credential, options = {}) {
      this.endpoint = endpoint2;
      this.signalingClient = void 0;
      this.emitter = new import_events.EventEmitter();
      this.isRealtimeNotificationsStarted = false;
      this.tokenCredential = credential;
      const internalPipelineOptions = Object.assign(Object.assign({}, options), {
        loggingOptions: {
          logger: logger4.info
        }
      });
      this.client = new ChatApiClient(this.endpoint, Object.assign({ endpoint: this.endpoint }, internalPipelineOptions));
      const authPolicy = createCommunicationTokenCredentialPolicy(this.tokenCredential);
      this.client.pipeline.addPolicy(authPolicy);
      this.clientOptions = Object.assign({}, options);
      this.clientOptions.signalingClientOptions = Object.assign(Object.assign({}, this.clientOptions.signalingClientOptions), { resourceEndpoint: this.endpoint, gatewayApiVersion: this.client.apiVersion });
      this.signalingClient = getSignalingClient(credential, logger4, this.clientOptions.signalingClientOptions);
    }
    /**
     * Returns ChatThreadClient with the specific thread id.
     * @param threadId - Thread ID for the ChatThreadClient
     */
    getChatThreadClient(threadId) {
      return new ChatThreadClient(this.endpoint, threadId, this.tokenCredential, this.clientOptions);
    }
    /**
     * Creates a chat thread.
     * Returns thread client with the id of the created thread.
     * @param request - Request for creating a chat thread.
     * @param options - Operation options.
     */
    async createChatThread(request, options = {}) {
      return tracingClient.withSpan("ChatClient-CreateChatThread", options, async (updatedOptions) => {
        var _a, _b;
        updatedOptions.idempotencyToken = (_a = updatedOptions.idempotencyToken) !== null && _a !== void 0 ? _a : generateUuid();
        const updatedRestModelOptions = mapToCreateChatThreadOptionsRestModel(updatedOptions);
        const result = await this.client.chat.createChatThread({
          topic: request.topic,
          participants: (_b = options.participants) === null || _b === void 0 ? void 0 : _b.map((participant) => mapToChatParticipantRestModel(participant)),
          metadata: options.metadata,
          retentionPolicy: options.retentionPolicy
        }, updatedRestModelOptions);
        return mapToCreateChatThreadResultSdkModel(result);
      });
    }
    listChatThreadsPage(continuationState_1) {
      return __asyncGenerator(this, arguments, function* listChatThreadsPage_1(continuationState, options = {}) {
        if (!continuationState.continuationToken) {
          const currentSetResponse = yield __await(this.client.chat.listChatThreads(options));
          continuationState.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value);
          }
        }
        while (continuationState.continuationToken) {
          const currentSetResponse = yield __await(this.client.chat.listChatThreadsNext(continuationState.continuationToken, options));
          continuationState.continuationToken = currentSetResponse.nextLink;
          if (currentSetResponse.value) {
            yield yield __await(currentSetResponse.value);
          } else {
            break;
          }
        }
      });
    }
    listChatThreadsAll(options) {
      return __asyncGenerator(this, arguments, function* listChatThreadsAll_1() {
        var _a, e_1, _b, _c;
        try {
          for (var _d = true, _e = __asyncValues(this.listChatThreadsPage({}, options)), _f; _f = yield __await(_e.next()), _a = _f.done, !_a; _d = true) {
            _c = _f.value;
            _d = false;
            const page = _c;
            yield __await(yield* __asyncDelegator(__asyncValues(page)));
          }
        } catch (e_1_1) {
          e_1 = { error: e_1_1 };
        } finally {
          try {
            if (!_d && !_a && (_b = _e.return)) yield __await(_b.call(_e));
          } finally {
            if (e_1) throw e_1.error;
          }
        }
      });
    }
    /**
     * Gets the list of chat threads of a user.
     * @param options - List chat threads options.
     */
    listChatThreads(options = {}) {
      const { span, updatedOptions } = tracingClient.startSpan("ChatClient-ListChatThreads", options);
      try {
        const iter = this.listChatThreadsAll(updatedOptions);
        return {
          next() {
            return iter.next();
          },
          [Symbol.asyncIterator]() {
            return this;
          },
          byPage: (settings = {}) => {
            return this.listChatThreadsPage(settings, updatedOptions);
          }
        };
      } catch (e) {
        span.setStatus({
          error: e,
          status: "error"
        });
        throw e;
      } finally {
        span.end();
      }
    }
    /**
     * Deletes a chat thread.
     * @param threadId - The ID of the thread to delete.
     * @param options -  Operation options.
     */
    async deleteChatThread(threadId, options = {}) {
      return tracingClient.withSpan("ChatClient-DeleteChatThread", options, async (updatedOptions) => {
        await this.client.chat.deleteChatThread(threadId, updatedOptions);
      });
    }
    /**
     * Start receiving realtime notifications.
     * Call this function before subscribing to any event.
     */
    async startRealtimeNotifications() {
      if (this.signalingClient === void 0) {
        throw new Error("Realtime notifications are not supported in node js.");
      }
      if (this.isRealtimeNotificationsStarted) {
        return;
      }
      this.isRealtimeNotificationsStarted = true;
      await this.signalingClient.start();
      this.subscribeToSignalingEvents();
    }
    /**
     * Stop receiving realtime notifications.
     * This function would unsubscribe to all events.
     */
    async stopRealtimeNotifications() {
      if (this.signalingClient === void 0) {
        throw new Error("Realtime notifications are not supported in node js.");
      }
      this.isRealtimeNotificationsStarted = false;
      await this.signalingClient.stop();
      this.emitter.removeAllListeners();
    }
    on(event, listener) {
      if (this.signalingClient === void 0) {
        throw new Error("Realtime notifications are only supported in the browser.");
      }
      if (!this.isRealtimeNotificationsStarted && event !== "realTimeNotificationConnected" && event !== "realTimeNotificationDisconnected") {
        throw new Error("You must call startRealtimeNotifications before you can subscribe to events.");
      }
      this.emitter.on(event, listener);
    }
    off(event, listener) {
      if (this.signalingClient === void 0) {
        throw new Error("Realtime notifications are only supported in the browser.");
      }
      this.emitter.removeListener(event, listener);
    }
    subscribeToSignalingEvents() {
      if (this.signalingClient === void 0) {
        throw new Error("Realtime notifications are only supported in the browser.");
      }
      this.signalingClient.on("connectionChanged", (payload) => {
        if (payload === import_communication_signaling2.ConnectionState.Connected) {
          this.emitter.emit("realTimeNotificationConnected");
        } else if (payload === import_communication_signaling2.ConnectionState.Disconnected) {
          this.emitter.emit("realTimeNotificationDisconnected");
        }
      });
      this.signalingClient.on("chatMessageReceived", (payload) => {
        this.emitter.emit("chatMessageReceived", payload);
      });
      this.signalingClient.on("chatMessageEdited", (payload) => {
        this.emitter.emit("chatMessageEdited", payload);
      });
      this.signalingClient.on("chatMessageDeleted", (payload) => {
        this.emitter.emit("chatMessageDeleted", payload);
      });
      this.signalingClient.on("typingIndicatorReceived", (payload) => {
        this.emitter.emit("typingIndicatorReceived", payload);
      });
      this.signalingClient.on("readReceiptReceived", (payload) => {
        this.emitter.emit("readReceiptReceived", payload);
      });
      this.signalingClient.on("chatThreadCreated", (payload) => {
        this.emitter.emit("chatThreadCreated", payload);
      });
      this.signalingClient.on("chatThreadDeleted", (payload) => {
        this.emitter.emit("chatThreadDeleted", payload);
      });
      this.signalingClient.on("chatThreadPropertiesUpdated", (payload) => {
        this.emitter.emit("chatThreadPropertiesUpdated", payload);
      });
      this.signalingClient.on("participantsAdded", (payload) => {
        this.emitter.emit("participantsAdded", payload);
      });
      this.signalingClient.on("participantsRemoved", (payload) => {
        this.emitter.emit("participantsRemoved", payload);
      });
    }
  };

  // page.js
  var all = async (list) => {
    const found = [];
    for await (const element of list) found.push(element);
    return found;
  };
  var texts = async (thread) => (await all(thread.listMessages())).filter((message) => message.type === "text").map((message) => `${message.senderDisplayName}: ${message.content.message}`);
  globalThis.converse = async (endpoint2, anna, ben) => {
    const client = (user) => new ChatClient(endpoint2, new AzureCommunicationTokenCredential(user.token), { retryOptions: { maxRetries: 3 } });
    const created = await client(anna).createChatThread(
      { topic: "From a page" },
      { participants: [{ id: { communicationUserId: ben.id }, displayName: "Ben" }] }
    );
    const annas = client(anna).getChatThreadClient(created.chatThread.id);
    const bens = client(ben).getChatThreadClient(created.chatThread.id);
    const first = await annas.sendMessage({ content: "Hello Ben" }, { senderDisplayName: "Anna" });
    await bens.sendReadReceipt({ chatMessageId: first.id });
    const second = await bens.sendMessage({ content: "Hello Ana" }, { senderDisplayName: "Ben" });
    await bens.updateMessage(second.id, { content: "Hello Anna" });
    const third = await annas.sendMessage({ content: "oops" });
    await annas.deleteMessage(third.id);
    await annas.updateTopic("From another origin");
    return {
      annaReads: await texts(annas),
      benReads: await texts(bens),
      topic: (await bens.getProperties()).topic,
      members: (await all(bens.listParticipants())).length,
      receipts: (await all(annas.listReadReceipts())).length,
      refused: await client(anna).getChatThreadClient("19:nothing@thread.v2").getProperties().then(() => 0, (error) => error.statusCode)
    };
  };
})();
