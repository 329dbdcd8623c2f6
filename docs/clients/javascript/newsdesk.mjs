// Sends an article and prints it as it comes out labelled: KafkaJS with Confluent's own Avro serializer.
// Usage: node newsdesk.mjs BOOTSTRAP_SERVERS REGISTRY_URL "TITLE" "DESCRIPTION"
import { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';

const [brokers, registryUrl, title, description = ''] = process.argv.slice(2);
if (!title) {
  console.error('Usage: node newsdesk.mjs BOOTSTRAP_SERVERS REGISTRY_URL TITLE [DESCRIPTION]');
  process.exit(2);
}

const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] });
// The schema that is registered already is used; a client of another language has no classes of its own.
const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true });
const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});

const kafka = new kafkajs.Kafka({ clientId: 'newsdesk-example', brokers: brokers.split(','), logLevel: kafkajs.logLevel.ERROR });
const topics = ['world', 'sports', 'business', 'sci-tech'].map((category) => `news.category.${category}`);
const id = `javascript-${randomUUID()}`;

// KafkaJS reads committed records only, unless told otherwise.
const consumer = kafka.consumer({ groupId: `newsdesk-example-${randomUUID()}` });
await consumer.connect();
await consumer.subscribe({ topics, fromBeginning: true });
const labelled = new Promise((resolve, reject) => {
  consumer.run({
    eachMessage: async ({ topic, message }) => {
      if (message.key.toString() === id) {
        deserializer.deserialize(topic, message.value).then((value) => resolve({ topic, value }), reject);
      }
    },
  });
});

const producer = kafka.producer();
await producer.connect();
const article = { id, title, description, source: null, url: null, publishedAt: null };
await producer.send({
  topic: 'news.articles',
  messages: [{ key: id, value: await serializer.serialize('news.articles', article) }],
});

const { topic, value } = await labelled;
console.log(`${topic}: ${value.category} ${(100 * value.confidence).toFixed(0)} % ${value.article.title}`);
await Promise.all([producer.disconnect(), consumer.disconnect()]);
