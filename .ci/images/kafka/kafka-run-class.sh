#!/usr/bin/env bash
# Runs a class of Kafka's; under the name of one of Kafka's commands (a link to this file) it runs that command's class.
set -euo pipefail
tools=org.apache.kafka.tools
case ${0##*/} in
  kafka-topics.sh) set -- $tools.TopicCommand "$@" ;;
  kafka-configs.sh) set -- $tools.ConfigCommand "$@" ;;
  kafka-consumer-groups.sh) set -- $tools.consumer.group.ConsumerGroupCommand "$@" ;;
  kafka-console-consumer.sh) set -- $tools.consumer.ConsoleConsumer "$@" ;;
  kafka-console-producer.sh) set -- $tools.ConsoleProducer "$@" ;;
  kafka-broker-api-versions.sh) set -- $tools.BrokerApiVersionsCommand "$@" ;;
esac
# KAFKA_… are lists of options.
# shellcheck disable=SC2086
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} ${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseG1GC -XX:MaxGCPauseMillis=20} \
  ${KAFKA_OPTS-} -cp '/opt/kafka/libs/*' "$@"
