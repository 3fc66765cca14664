{{- define "milepost.env" -}}
{{- with include "milepost.javaOptions" . }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- include "milepost.postgresql.env" . }}
{{- end }}

{{- define "milepost.pod" -}}
automountServiceAccountToken: false
# Otherwise a Service named kafka sets KAFKA_PORT, which the service reads as a property of Kafka clients.
enableServiceLinks: false
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/* The container that migrates the schema. */}}
{{- define "milepost.migrate" -}}
- name: migrate
  image: {{ include "milepost.image" . }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  args: [migrate]
  securityContext:
    {{- toYaml .Values.securityContext | nindent 4 }}
  env:
    {{- include "milepost.env" . | nindent 4 }}
    # Waits half a minute for a new database. Then the container fails with the reason and is restarted.
    - name: QUARKUS_FLYWAY_CONNECT_RETRIES
      value: "5"
    - name: QUARKUS_FLYWAY_CONNECT_RETRIES_INTERVAL
      value: 10S
  resources:
    {{- toYaml .Values.migration.resources | nindent 4 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    {{- include "milepost.postgresql.mounts" . | nindent 4 }}
{{- end }}

{{- define "milepost.tmp" -}}
- name: tmp
  emptyDir:
    sizeLimit: {{ .Values.tmpSize }}
{{- end }}
