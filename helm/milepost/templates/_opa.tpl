{{/* The configuration and the policies of OPA, by file. */}}
{{- define "milepost.opa.files" -}}
config.yaml: |
  {{- include "milepost.opa.config" . | nindent 2 }}
{{- if and .Values.opa.baseline (not .Values.opa.bundle.url) }}
{{- range $path, $_ := .Files.Glob "files/rego/*.rego" }}
{{- if not (hasSuffix "_test.rego" $path) }}
baseline-{{ base $path }}: |
  {{- $.Files.Get $path | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name, $rego := .Values.opa.policies }}
{{ $name }}: |
  {{- $rego | nindent 2 }}
{{- end }}
{{- end }}

{{- define "milepost.opa.config" -}}
{{- $config := dict }}
{{- with .Values.opa.bundle }}
{{- if .url }}
{{- $url := urlParse .url }}
{{- $service := dict "url" (printf "%s://%s" $url.scheme $url.host) }}
{{- if .token.existingSecret }}
{{- $_ := set $service "credentials" (dict "bearer" (dict "token_path" "/etc/opa-token/token")) }}
{{- end }}
{{- if .ca.existingSecret }}
{{- $_ := set $service "tls" (dict "ca_cert" "/etc/opa-ca/ca.crt") }}
{{- end }}
{{- $polling := dict "min_delay_seconds" (int .pollingSeconds) "max_delay_seconds" (mul 2 (int .pollingSeconds)) }}
{{- $bundle := dict "service" "bundle" "resource" (trimPrefix "/" $url.path) "polling" $polling }}
{{- $_ := set $config "services" (dict "bundle" $service) }}
{{- $_ := set $config "bundles" (dict "milepost" $bundle) }}
{{- end }}
{{- end }}
{{- toYaml (mergeOverwrite $config (deepCopy .Values.opa.config)) }}
{{- end }}

{{/*
A sidecar, so that nobody else reaches OPA, whose API can also change policies. Its probes ask whether OPA runs, and not
whether it has the bundle: without the bundle, policies in Rego end with an error, and all else goes on.
*/}}
{{- define "milepost.opa.container" -}}
{{- $opa := .Values.opa }}
- name: opa
  image: {{ $opa.image.repository }}{{ ternary (printf "@%s" $opa.image.digest) (printf ":%s" $opa.image.tag) (ne $opa.image.digest "") }}
  imagePullPolicy: {{ $opa.image.pullPolicy }}
  restartPolicy: Always
  args:
    - run
    - --server
    - --addr=127.0.0.1:8181
    # Has health and metrics only.
    - --diagnostic-addr=:8282
    - --disable-telemetry
    - --log-format=json
    - --log-level=error
    - --config-file=/etc/opa/config.yaml
    # A mounted ConfigMap has each file a second time, in a hidden folder.
    - --ignore=.*
    - --ignore=*.yaml
    - /etc/opa
  securityContext:
    {{- toYaml .Values.securityContext | nindent 4 }}
  ports:
    - name: opa-health
      containerPort: 8282
  {{- range $probe := list "startup" "liveness" }}
  {{ $probe }}Probe:
    httpGet:
      path: /health
      port: opa-health
    {{- toYaml (index $.Values.probes $probe) | nindent 4 }}
  {{- end }}
  resources:
    {{- toYaml $opa.resources | nindent 4 }}
  volumeMounts:
    - name: opa
      mountPath: /etc/opa
      readOnly: true
    {{- range $name := list "token" "ca" }}
    {{- if (index $opa.bundle $name).existingSecret }}
    - name: opa-{{ $name }}
      mountPath: /etc/opa-{{ $name }}
      readOnly: true
    {{- end }}
    {{- end }}
{{- end }}

{{- define "milepost.opa.volumes" -}}
- name: opa
  configMap:
    name: {{ include "milepost.fullname" . }}-opa
{{- range $name, $file := dict "token" "token" "ca" "ca.crt" }}
{{- with index $.Values.opa.bundle $name }}
{{- if .existingSecret }}
- name: opa-{{ $name }}
  secret:
    secretName: {{ .existingSecret }}
    defaultMode: 288 # 0440
    items:
      - key: {{ .key }}
        path: {{ $file }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
