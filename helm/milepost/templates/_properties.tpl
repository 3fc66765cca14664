{{/* The configuration without secrets, as a properties file. */}}
{{- define "milepost.properties" -}}
milepost.retention={{ .Values.retention }}
milepost.pipeline.partitions={{ int .Values.kafka.topics.partitions }}
{{- with int .Values.kafka.topics.replicationFactor }}
milepost.pipeline.replication-factor={{ . }}
{{- end }}
{{- with .Values.publicUrl }}
milepost.public-url={{ . }}
{{- end }}
{{- with .Values.trustedProxies }}
quarkus.http.proxy.proxy-address-forwarding=true
quarkus.http.proxy.allow-x-forwarded=true
quarkus.http.proxy.trusted-proxies={{ join "," . }}
{{- end }}
{{- if .Values.opa.enabled }}
milepost.policies.opa.url=http://127.0.0.1:8181
{{- end }}
{{- include "milepost.http.properties" . }}
{{- include "milepost.access.properties" . }}
{{- range $name, $value := .Values.config }}
{{ $name | replace "\\" "\\\\" | replace " " "\\ " | replace ":" "\\:" | replace "=" "\\=" }}={{ $value | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{- end }}
{{- end }}

{{/* The limits of connections and their memory. */}}
{{- define "milepost.http.properties" }}
milepost.http.keep-alive={{ .Values.http.idleTimeout }}
milepost.http.head-timeout={{ .Values.http.headTimeout }}
quarkus.http.limits.max-connections={{ int .Values.http.maxConnections }}
milepost.http.connections-per-address={{ int .Values.http.connectionsPerAddress }}
{{- $memory := .Values.http.memory }}
{{- with int $memory.receivedBodiesMiB }}
milepost.http.bytes-in-flight={{ mul . 1048576 }}
{{- end }}
{{- with int $memory.processedBodiesMiB }}
milepost.http.bytes-in-work={{ mul . 1048576 }}
{{- end }}
{{- with int $memory.unreadAnswersMiB }}
milepost.http.bytes-unread={{ mul . 1048576 }}
{{- end }}
milepost.http.share={{ $memory.share }}
milepost.http.anonymous-share={{ $memory.anonymousShare }}
{{- end }}
