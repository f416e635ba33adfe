package org.mingjia;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. PostgreSQL and Elasticsearch come from configuration, see {@code README}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MingjiaApplication {

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        SpringApplication.run(MingjiaApplication.class, arguments);
    }
}
