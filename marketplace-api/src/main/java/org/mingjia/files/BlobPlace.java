package org.mingjia.files;

import java.nio.file.Path;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses by the settings where blobs lie: the bucket that is named, or else the folder. */
@Configuration(proxyBeanMethods = false)
class BlobPlace {

    @Bean
    Blobs blobs(MingjiaSettings settings) {
        MingjiaSettings.Bucket bucket = settings.files().bucket();
        Path folder = Path.of(settings.files().folder()).toAbsolutePath();
        return bucket == null
                ? new FolderBlobs(folder)
                : new BucketBlobs(bucket, folder.resolve("incoming"));
    }
}
