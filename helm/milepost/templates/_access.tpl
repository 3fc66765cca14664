{{/* The service's property names for access and webhooks, all in this file. */}}
{{- define "milepost.access.properties" -}}
{{- range $name, $install := .Values.access.backstage }}
{{- $prefix := printf "milepost.access.backstage.%s" $name }}
{{ $prefix }}.url={{ $install.url }}
{{- with $install.internalUrl }}
{{ $prefix }}.internal-url={{ . }}
{{- end }}
{{- with $install.audiences }}
{{ $prefix }}.audiences={{ join "," . }}
{{- end }}
{{- range $plugin, $roles := $install.plugins }}
{{ $prefix }}.plugins.{{ $plugin }}={{ join "," $roles }}
{{- end }}
{{- range $role, $patterns := $install.users }}
{{ $prefix }}.users.{{ kebabcase $role }}={{ join "," $patterns }}
{{- end }}
{{- end }}
{{- range $name, $issuer := .Values.access.issuers }}
{{- $prefix := printf "milepost.access.issuers.%s" $name }}
{{ $prefix }}.issuer={{ $issuer.issuer }}
{{ $prefix }}.audiences={{ join "," $issuer.audiences }}
{{- range $key := list "keysUrl" "nameClaim" "groupsClaim" "rolesClaim" "sourcesClaim" "servicesClaim" }}
{{- with index $issuer $key }}
{{ $prefix }}.{{ kebabcase $key }}={{ . }}
{{- end }}
{{- end }}
{{- range $role, $patterns := $issuer.roles }}
{{ $prefix }}.roles.{{ kebabcase $role }}={{ join "," $patterns }}
{{- end }}
{{- end }}
{{- end }}

{{- define "milepost.access.env" -}}
{{- with .Values.access.adminToken }}
{{- if .existingSecret }}
- name: MILEPOST_ACCESS_ADMIN_TOKEN_{{ ternary "SHA256" "SECRET" .hashed }}
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .key }}
{{- end }}
{{- end }}
{{- with .Values.webhooks.github.token }}
{{- if .existingSecret }}
- name: MILEPOST_WEBHOOKS_GITHUB_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .key }}
{{- end }}
{{- end }}
{{- range $provider, $secret := .Values.webhooks }}
{{- if $secret.existingSecret }}
- name: MILEPOST_WEBHOOKS_{{ upper $provider }}_SECRETS
  valueFrom:
    secretKeyRef:
      name: {{ $secret.existingSecret }}
      key: {{ $secret.key }}
{{- end }}
{{- end }}
{{- end }}
