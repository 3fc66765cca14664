{{/*
The names that the service has for access and webhooks, all in this file. Secrets come as environment variables, which
the properties refer to.
*/}}
{{- define "milepost.access.properties" -}}
{{- range $name, $install := .Values.access.backstage }}
milepost.access.backstage.{{ $name }}.url={{ $install.url }}
{{- end }}
{{- range $name, $issuer := .Values.access.issuers }}
milepost.access.issuers.{{ $name }}.issuer={{ $issuer.url }}
milepost.access.issuers.{{ $name }}.audiences={{ $issuer.audience }}
{{- end }}
{{- if .Values.access.adminToken.existingSecret }}
milepost.access.admin-token-sha256=${ACCESS_ADMIN_TOKEN_SHA256}
{{- end }}
{{- if .Values.access.signingKey.existingSecret }}
milepost.access.signing-secret=${ACCESS_SIGNING_SECRET}
{{- end }}
{{- range $provider, $secret := .Values.webhooks }}
milepost.webhooks.{{ $provider }}.secrets=${ {{- include "milepost.webhookVariable" $provider -}} }
{{- end }}
{{- end }}

{{- define "milepost.access.env" -}}
{{- with .Values.access.adminToken }}
{{- if .existingSecret }}
- name: ACCESS_ADMIN_TOKEN_SHA256
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .key }}
{{- end }}
{{- end }}
{{- with .Values.access.signingKey }}
{{- if .existingSecret }}
- name: ACCESS_SIGNING_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .key }}
{{- end }}
{{- end }}
{{- range $provider, $secret := .Values.webhooks }}
- name: {{ include "milepost.webhookVariable" $provider }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret.existingSecret }}
      key: {{ default "secrets" $secret.key }}
{{- end }}
{{- end }}

{{- define "milepost.webhookVariable" -}}
WEBHOOK_SECRETS_{{ upper . | replace "-" "_" }}
{{- end }}
