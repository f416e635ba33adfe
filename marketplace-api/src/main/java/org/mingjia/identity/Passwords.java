package org.mingjia.identity;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.OfIdentity.TooManyAttempts;
import org.mingjia.platform.Refused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Passwords, hashed with Argon2id. Hashing takes a core some 60 ms and 16 MiB, so it has threads of
 * its own, as many as there are cores: a crowd that signs in cannot take the machine from the rest.
 */
@Component
public final class Passwords implements DisposableBean {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    private static final int LEAST_DIFFERENT = 4;
    private static final int MOST_WAITING = 500;
    private static final Set<String> WELL_KNOWN =
            Set.of(
                    "1234567890",
                    "0123456789",
                    "password123",
                    "qwertyuiop",
                    "1q2w3e4r5t",
                    "administrator");

    private final Argon2PasswordEncoder argon2 =
            Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Scheduler hashing =
            Schedulers.newBoundedElastic(
                    Math.max(2, Runtime.getRuntime().availableProcessors()),
                    MOST_WAITING,
                    "passwords");
    // an unknown name costs as much as a wrong password
    private final String nobodys = argon2.encode("nobody's password");

    Passwords() {}

    /** The hash to keep. */
    public Mono<String> hash(String password) {
        return aside(Mono.fromCallable(() -> argon2.encode(password)));
    }

    /**
     * Whether it is the password; takes the same time, and says no, where there is no hash.
     *
     * @param before looked at when its turn has come, so that what waited meanwhile does not pass
     */
    Mono<Boolean> matches(String password, @Nullable String hash, Runnable before) {
        return aside(
                Mono.fromCallable(() -> {
                    before.run();
                    return argon2.matches(password, hash == null ? nobodys : hash) && hash != null;
                }));
    }

    private <T> Mono<T> aside(Mono<T> work) {
        return work.subscribeOn(hashing)
                .onErrorMap(
                        RejectedExecutionException.class,
                        _ -> new Refused(new TooManyAttempts(java.time.Duration.ofSeconds(5))));
    }

    /** Looks whether a password may be chosen; its text is in no message. */
    public static void check(
            FieldChecks checks, String pointer, @Nullable String password, String username) {
        if (password == null || password.isEmpty()) {
            checks.refuse(pointer, "required", "请填写密码");
        } else if (password.length() < SHORTEST || password.length() > LONGEST) {
            checks.refuse(
                    pointer, "password-length", "密码应为 " + SHORTEST + " 至 " + LONGEST + " 个字符");
        } else if (!FieldChecks.isPrintable(password)) {
            checks.refuse(pointer, "characters", "密码含有不可用的字符");
        } else if (password.chars().distinct().count() < LEAST_DIFFERENT
                || WELL_KNOWN.contains(password.toLowerCase(java.util.Locale.ROOT))
                || password.equalsIgnoreCase(username)) {
            checks.refuse(pointer, "password-guessable", "密码过于简单，或与用户名相同");
        }
    }

    @Override
    public void destroy() {
        hashing.dispose();
    }
}
