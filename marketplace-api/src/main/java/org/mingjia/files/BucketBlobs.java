package org.mingjia.files;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Blobs in a bucket of an S3-compatible store, each under its SHA-256 as key. The signature covers
 * that digest as well, so that a store that got other bytes refuses them. While the store is away,
 * files can neither be handed in nor read; everything else goes on.
 */
final class BucketBlobs extends Blobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BucketBlobs.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final S3Client client;
    private final String bucket;

    BucketBlobs(MingjiaSettings.Bucket settings, Path incoming) {
        super(incoming);
        this.bucket = settings.name();
        this.client =
                S3Client.builder()
                        .endpointOverride(settings.endpoint())
                        .region(Region.of(settings.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                settings.accessKey(), settings.secretKey())))
                        .forcePathStyle(settings.pathStyle())
                        // what is more than the protocol's first version not every store knows
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClient(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(PATIENCE)
                                        .socketTimeout(PATIENCE)
                                        .build())
                        .build();
    }

    @Override
    void store(Path draft, String sha256) {
        try {
            if (!isThere(sha256)) {
                client.putObject(
                        put -> put.bucket(bucket).key(sha256), RequestBody.fromFile(draft));
            }
        } catch (SdkException away) {
            throw unavailable(away);
        }
    }

    private boolean isThere(String sha256) {
        try {
            client.headObject(head -> head.bucket(bucket).key(sha256));
            return true;
        } catch (NoSuchKeyException notYet) {
            return false;
        }
    }

    @Override
    Flux<DataBuffer> bytes(String sha256) {
        return Mono.fromCallable(() -> openNow(sha256))
                .flatMapMany(in ->
                        DataBufferUtils.readInputStream(
                                () -> in,
                                DefaultDataBufferFactory.sharedInstance,
                                FolderBlobs.CHUNK))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    InputStream openNow(String sha256) {
        try {
            return client.getObject(get -> get.bucket(bucket).key(sha256));
        } catch (NoSuchKeyException lost) {
            throw new IllegalStateException("the store has lost " + sha256, lost);
        } catch (SdkException away) {
            throw unavailable(away);
        }
    }

    private static Refused unavailable(SdkException away) {
        LOG.warn("the store of files is away: {}", away.toString());
        return new Refused(new Unavailable("附件存储", RETRY_AFTER));
    }

    @Override
    public void close() {
        client.close();
    }
}
