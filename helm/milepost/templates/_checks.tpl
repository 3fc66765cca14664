{{/* Checks across values. The schema checks each value by itself. */}}
{{- define "milepost.checks" -}}
{{- $postgresql := .Values.postgresql }}
{{- if and $postgresql.cluster.create $postgresql.host }}
{{- fail "postgresql.host and postgresql.cluster.create: set one of them" }}
{{- end }}
{{- if not (or $postgresql.cluster.create $postgresql.host) }}
{{- fail "set postgresql.host to a PostgreSQL 15 or newer, or postgresql.cluster.create if CloudNativePG is installed" }}
{{- end }}
{{- if not (or $postgresql.cluster.create $postgresql.credentials.existingSecret $postgresql.credentials.username) }}
{{- fail "set postgresql.credentials.existingSecret to a Secret with name and password" }}
{{- end }}
{{- if and $postgresql.cluster.create (eq .Values.migration.by "job") }}
{{- fail "migration.by job is a hook and runs before the database of postgresql.cluster.create exists: leave migration.by empty" }}
{{- end }}
{{- if not .Values.kafka.bootstrapServers }}
{{- fail "set kafka.bootstrapServers, such as kafka-bootstrap.kafka:9092" }}
{{- end }}
{{- include "milepost.checks.kafka" .Values.kafka }}
{{- if not (or .Values.access.backstage .Values.access.issuers .Values.access.adminToken.existingSecret) }}
{{- fail "set access: without access.backstage, access.issuers or access.adminToken the service does not start" }}
{{- end }}
{{- include "milepost.checks.opa" .Values.opa }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
{{- fail "set ingress.hosts, such as [milepost.example.com]" }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
{{- fail "set httpRoute.parentRefs to the gateways, such as [{name: public, namespace: gateways}]" }}
{{- end }}
{{- end }}

{{- define "milepost.checks.opa" -}}
{{- if and .enabled .bundle.url .policies }}
{{- fail "opa.policies and opa.bundle.url: set one of them, since a bundle replaces all policies" }}
{{- end }}
{{- if and .enabled (not (or .baseline .policies .bundle.url .config)) }}
{{- fail "opa.enabled starts an OPA without policies: set opa.policies, opa.baseline or opa.bundle.url" }}
{{- end }}
{{- if and (or .bundle.token.existingSecret .bundle.ca.existingSecret) (not .bundle.url) }}
{{- fail "opa.bundle.token and opa.bundle.ca have no effect: set opa.bundle.url" }}
{{- end }}
{{- if and .bundle.token.existingSecret (hasPrefix "http:" .bundle.url) }}
{{- fail "opa.bundle.token is sent in plain text: set opa.bundle.url to an address with https" }}
{{- end }}
{{- end }}

{{- define "milepost.checks.kafka" -}}
{{- if and (not .tls.enabled) (or .tls.ca.existingSecret .tls.client.existingSecret) }}
{{- fail "kafka.tls.ca and kafka.tls.client have no effect: set kafka.tls.enabled" }}
{{- end }}
{{- if and .sasl.mechanism (not .sasl.existingSecret) }}
{{- fail (printf "set kafka.sasl.existingSecret, which %s needs" .sasl.mechanism) }}
{{- end }}
{{- if and (has .sasl.mechanism (list "PLAIN" "OAUTHBEARER")) (not .tls.enabled) }}
{{- fail (printf "kafka.sasl.mechanism %s sends a secret in plain text: set kafka.tls.enabled" .sasl.mechanism) }}
{{- end }}
{{- if and (eq .sasl.mechanism "OAUTHBEARER") (not .sasl.oauth.tokenEndpoint) }}
{{- fail "set kafka.sasl.oauth.tokenEndpoint" }}
{{- end }}
{{- if and .topics.strimzi.create (not .topics.strimzi.cluster) }}
{{- fail "set kafka.topics.strimzi.cluster to the name of Strimzi's Kafka" }}
{{- end }}
{{- end }}
