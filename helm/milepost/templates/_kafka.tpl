{{/* All Kafka clients of the service use its kafka.* properties. */}}
{{- define "milepost.kafka.env" -}}
{{- $tls := .Values.kafka.tls }}
{{- $sasl := .Values.kafka.sasl }}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
{{- if or $tls.enabled $sasl.mechanism }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ printf "%s%s" (ternary "SASL_" "" (ne $sasl.mechanism "")) (ternary "SSL" "PLAINTEXT" $tls.enabled) }}
{{- end }}
{{- if $tls.ca.existingSecret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/milepost/kafka/ca.crt
{{- end }}
{{- with $tls.client }}
{{- if .existingSecret }}
- name: KAFKA_SSL_KEYSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .certificateKey }}
- name: KAFKA_SSL_KEYSTORE_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .privateKeyKey }}
{{- end }}
{{- end }}
{{- if $sasl.mechanism }}
{{ include "milepost.kafka.sasl" $sasl }}
{{- end }}
{{- range $name, $value := .Values.kafka.properties }}
- name: {{ printf "kafka.%s" $name | upper | replace "." "_" }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "milepost.kafka.sasl" -}}
- name: KAFKA_SASL_MECHANISM
  value: {{ .mechanism }}
{{- if .jaasConfigKey }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .jaasConfigKey }}
{{- else if ne .mechanism "OAUTHBEARER" }}
- name: SASL_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .usernameKey }}
- name: SASL_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .passwordKey }}
- name: KAFKA_SASL_JAAS_CONFIG
  value: >-
    org.apache.kafka.common.security.{{ ternary "plain.Plain" "scram.Scram" (eq .mechanism "PLAIN") }}LoginModule required
    username="$(SASL_USERNAME)" password="$(SASL_PASSWORD)";
{{- end }}
{{- if eq .mechanism "OAUTHBEARER" }}
{{ include "milepost.kafka.oauth" . }}
{{- end }}
{{- end }}

{{- define "milepost.kafka.oauth" -}}
- name: KAFKA_SASL_LOGIN_CALLBACK_HANDLER_CLASS
  value: org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler
- name: KAFKA_SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL
  value: {{ .oauth.tokenEndpoint | quote }}
{{- if not .jaasConfigKey }}
- name: KAFKA_SASL_JAAS_CONFIG
  value: org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;
- name: KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .oauth.clientIdKey }}
- name: KAFKA_SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .oauth.clientSecretKey }}
{{- with .oauth.scope }}
- name: KAFKA_SASL_OAUTHBEARER_SCOPE
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* Kafka clients request tokens only from endpoints that a system property allows. */}}
{{- define "milepost.javaOptions" -}}
{{- $sasl := .Values.kafka.sasl }}
{{- $oauth := "" }}
{{- if eq $sasl.mechanism "OAUTHBEARER" }}
{{- $oauth = printf "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=%s" $sasl.oauth.tokenEndpoint }}
{{- end }}
{{- printf "%s %s" .Values.javaOptions $oauth | trim }}
{{- end }}
