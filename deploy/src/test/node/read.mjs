// Prints, as one JSON object, the first check of a monitor and the first batch of a source that are on the topics.
// node read.mjs <bootstrap servers> <registry address> <monitor id> <source id>

import { SchemaRegistry } from '@kafkajs/confluent-schema-registry'
import kafkajs from 'kafkajs'
import lz4 from 'lz4js'

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs
const [brokers, registryAddress, monitor, source] = process.argv.slice(2)

// kafkajs brings gzip alone
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
})

const wanted = new Map([['checks.v1', monitor], ['metrics.v1', source]])
const registry = new SchemaRegistry({ host: registryAddress })
const kafka = new Kafka({ clientId: 'reader', brokers: brokers.split(','), logLevel: logLevel.ERROR })
const consumer = kafka.consumer({ groupId: `reader-${process.pid}-${Date.now()}` })
const found = {}

await consumer.connect()
await consumer.subscribe({ topics: [...wanted.keys()], fromBeginning: true })
await new Promise((resolve, reject) => {
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
  consumer.run({
    eachMessage: async ({ topic, message }) => {
      if (message.key.toString() === wanted.get(topic) && !(topic in found)) {
        found[topic] = await registry.decode(message.value)
        if (Object.keys(found).length === wanted.size) resolve()
      }
    },
  }).catch(reject)
})
console.log(JSON.stringify(found))
await consumer.disconnect()
