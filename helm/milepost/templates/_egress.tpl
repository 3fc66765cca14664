{{/* The port of an address, else the default port of its scheme. */}}
{{- define "milepost.port" -}}
{{- $url := urlParse . }}
{{- $own := regexFind ":[0-9]+$" $url.host }}
{{- $own | trimPrefix ":" | default (ternary "80" "443" (eq $url.scheme "http")) }}
{{- end }}

{{- define "milepost.egress.dns" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end }}

{{- define "milepost.egress.postgresql" -}}
- ports:
    - port: {{ int .Values.postgresql.port }}
      protocol: TCP
  {{- if .Values.postgresql.cluster.create }}
  to:
    - podSelector:
        matchLabels:
          cnpg.io/cluster: {{ include "milepost.cluster" . }}
  {{- end }}
{{- end }}

{{/* The ports of brokers, token endpoint, Backstage, issuers, GitHub, OPA's bundle and traces. Their IP addresses are not known in advance. */}}
{{- define "milepost.egress.ports" -}}
{{- $ports := list }}
{{- range .Values.networkPolicy.kafkaPorts }}
{{- $ports = append $ports (toString .) }}
{{- end }}
{{- if not $ports }}
{{- range splitList "," .Values.kafka.bootstrapServers }}
{{- $ports = append $ports (regexFind "[0-9]+$" (trim .)) }}
{{- end }}
{{- end }}
{{- $addresses := list .Values.tracing.otlpEndpoint .Values.kafka.sasl.oauth.tokenEndpoint }}
{{- range .Values.access.backstage }}
{{- $addresses = append $addresses (default .url .internalUrl) }}
{{- end }}
{{- range .Values.access.issuers }}
{{- $addresses = concat $addresses (list .issuer (default "" .keysUrl)) }}
{{- end }}
{{- if .Values.webhooks.github.token.existingSecret }}
{{- $addresses = append $addresses (default "https://api.github.com" (index .Values.config "milepost.webhooks.github.api-url")) }}
{{- end }}
{{- if .Values.opa.enabled }}
{{- $addresses = append $addresses .Values.opa.bundle.url }}
{{- end }}
{{- range compact $addresses }}
{{- $ports = append $ports (include "milepost.port" .) }}
{{- end }}
- ports:
    {{- range uniq $ports | sortAlpha }}
    - port: {{ int . }}
      protocol: TCP
    {{- end }}
{{- end }}
