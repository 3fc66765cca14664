{{/* The address and trusted certificates of PostgreSQL: from the values, or of the cluster of this release. */}}
{{- define "milepost.postgresql" -}}
{{- $given := .Values.postgresql }}
{{- $name := include "milepost.cluster" . }}
{{- if $given.cluster.create }}
host: {{ printf "%s-rw" $name }}
credentials: {{ printf "%s-app" $name }}
ca: {{ printf "%s-ca" $name }}
{{- else }}
host: {{ $given.host }}
credentials: {{ $given.credentials.existingSecret | quote }}
ca: {{ $given.tls.ca.existingSecret | quote }}
{{- end }}
{{- end }}

{{- define "milepost.postgresql.url" -}}
{{- $given := .Values.postgresql }}
{{- $found := include "milepost.postgresql" . | fromYaml }}
{{- $parameters := list (printf "sslmode=%s" $given.tls.mode) }}
{{- if hasPrefix "verify-" $given.tls.mode }}
{{- if $found.ca }}
{{- $parameters = append $parameters "sslrootcert=/etc/milepost/postgresql/ca/ca.crt" }}
{{- else }}
{{- $parameters = append $parameters "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" }}
{{- end }}
{{- end }}
{{- if $given.tls.client.existingSecret }}
{{- $parameters = concat $parameters (list "sslcert=/etc/milepost/postgresql/client/tls.crt" "sslkey=/etc/milepost/postgresql/client/key.der") }}
{{- end }}
{{- range $name, $value := $given.parameters }}
{{- $parameters = append $parameters (printf "%s=%s" (urlquery $name) (urlquery $value)) }}
{{- end }}
{{- printf "jdbc:postgresql://%s:%d/%s?%s" $found.host (int $given.port) (urlquery $given.database) (join "&" $parameters) }}
{{- end }}

{{- define "milepost.postgresql.env" }}
{{- $given := .Values.postgresql }}
{{- $found := include "milepost.postgresql" . | fromYaml }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: {{ include "milepost.postgresql.url" . | quote }}
{{- if $found.credentials }}
- name: QUARKUS_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $found.credentials }}
      key: {{ $given.credentials.usernameKey }}
- name: QUARKUS_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $found.credentials }}
      key: {{ $given.credentials.passwordKey }}
{{- else }}
- name: QUARKUS_DATASOURCE_USERNAME
  value: {{ $given.credentials.username | quote }}
{{- end }}
- name: QUARKUS_DATASOURCE_JDBC_MAX_SIZE
  value: {{ $given.poolSize | quote }}
{{- end }}

{{- define "milepost.postgresql.mounts" -}}
{{- $found := include "milepost.postgresql" . | fromYaml }}
{{- if and $found.ca (hasPrefix "verify-" .Values.postgresql.tls.mode) }}
- name: postgresql-ca
  mountPath: /etc/milepost/postgresql/ca
  readOnly: true
{{- end }}
{{- if .Values.postgresql.tls.client.existingSecret }}
- name: postgresql-client
  mountPath: /etc/milepost/postgresql/client
  readOnly: true
{{- end }}
{{- end }}

{{- define "milepost.postgresql.volumes" -}}
{{- $tls := .Values.postgresql.tls }}
{{- $found := include "milepost.postgresql" . | fromYaml }}
{{- if and $found.ca (hasPrefix "verify-" $tls.mode) }}
- name: postgresql-ca
  secret:
    secretName: {{ $found.ca }}
    defaultMode: 288 # 0440
    items:
      - key: {{ $tls.ca.key }}
        path: ca.crt
{{- end }}
{{- if $tls.client.existingSecret }}
- name: postgresql-client
  secret:
    secretName: {{ $tls.client.existingSecret }}
    defaultMode: 288 # 0440
    items:
      - key: {{ $tls.client.certificateKey }}
        path: tls.crt
      # The driver recognizes DER by this file name.
      - key: {{ $tls.client.privateKeyKey }}
        path: key.der
{{- end }}
{{- end }}
