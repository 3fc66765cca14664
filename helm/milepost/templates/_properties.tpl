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
{{- include "milepost.access.properties" . }}
{{- range $name, $value := .Values.config }}
{{ $name | replace "\\" "\\\\" | replace " " "\\ " | replace ":" "\\:" | replace "=" "\\=" }}={{ $value | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{- end }}
{{- end }}
