package org.mingjia.biddocs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.PublishedRequests.ITEM;
import static org.mingjia.biddocs.SealedDocuments.bid;
import static org.mingjia.biddocs.SealedDocuments.pdf;
import static org.mingjia.biddocs.SealedDocuments.read;
import static org.mingjia.biddocs.SealedDocuments.status;
import static org.mingjia.biddocs.SealedDocuments.upload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.mingjia.award.Auction;
import org.springframework.http.HttpHeaders;

/** Documents of sealed bids: handed in, opened with the bid, read by those who may. */
class BidDocumentsTest {

    private static final People PEOPLE = People.of(Scratch.market());

    @Test
    void whatWasSealedWithABidIsReadAfterTheOpeningByThoseWhoMayAndBeforeByNobody() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Person other = PublishedRequests.seller(ITEM, 50_000);
        Person stranger = PEOPLE.enterprise();
        Person near = PEOPLE.regulator();
        Person far = PEOPLE.regulator("433100-FGW", "433123");
        Published request = published();
        byte[] plan = pdf("实施方案", 300_000);
        Answer first = upload(bidder, request.lot(1), "实施方案 终稿.pdf", plan);
        Answer second = upload(bidder, request.lot(1), "报价明细.pdf", Applicant.A_PDF);
        String id = first.text("id");

        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(first.text("key")).matches("[0-9a-f]{64}").isNotEqualTo(second.text("key"));
        assertThat(first.number("size")).isEqualTo(plan.length);
        assertThat(first.text("mediaType")).isEqualTo("application/pdf");
        assertThat(bid(bidder, request.lot(1), 9_000, first, second).status()).isEqualTo(201);
        var everybody =
                List.of(
                        bidder.http(),
                        other.http(),
                        request.owner().http(),
                        near.http(),
                        Scratch.market().operator());
        assertThat(everybody).allMatch(somebody -> status(somebody, id) == 404);
        request.due();
        assertThat(everybody).allMatch(somebody -> status(somebody, id) == 404);

        SealedDocuments.open(request);

        var whole = read(request.owner().http(), id);
        assertThat(whole.getStatus().value()).isEqualTo(200);
        assertThat(whole.getResponseBody()).isEqualTo(plan);
        assertThat(whole.getResponseHeaders().getETag())
                .isEqualTo('"' + first.text("sha256") + '"');
        assertThat(whole.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .startsWith("attachment")
                .contains("filename*=UTF-8''%E5%AE%9E");
        assertThat(read(bidder.http(), second.text("id")).getResponseBody())
                .isEqualTo(Applicant.A_PDF);
        assertThat(List.of(bidder.http(), near.http(), Scratch.market().operator()))
                .allMatch(somebody -> status(somebody, id) == 200);
        assertThat(List.of(other.http(), stranger.http(), far.http()))
                .allMatch(somebody -> status(somebody, id) == 404);
        assertThat(status(Scratch.market().http(), id)).isEqualTo(401);
        byte[] part =
                request.owner()
                        .http()
                        .get()
                        .uri("/api/bid-documents/" + id)
                        .header(HttpHeaders.RANGE, "bytes=250000-250099")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(206)
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody();
        assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(plan, 250_000, 250_100));
    }

    @Test
    void theAwardNoticeListsWhatWasHandedInAndNoAnswerEverTellsAKey() {
        var auction =
                Auction.of("lowest_price", Auction.LOWEST, "{\"extensionDays\": 0}")
                        .bid(Auction.seller(1), 9_000);
        Person bidder = Auction.seller(0);
        String lot = auction.request.lot(1);
        Answer first = upload(bidder, lot, "甲.pdf", pdf("甲", 5_000));
        Answer second = upload(bidder, lot, "乙.pdf", pdf("乙", 100));
        assertThat(bid(bidder, lot, 800_000, second, first).status()).isEqualTo(201);
        auction.closed();

        var listed =
                auction.lot()
                        .path("bids")
                        .valueStream()
                        .filter(b -> b.path("uscc").asString().equals(bidder.uscc()))
                        .findFirst()
                        .orElseThrow()
                        .path("documents");
        assertThat(listed.valueStream().map(d -> d.path("name").asString()))
                .containsExactly("乙.pdf", "甲.pdf");
        var one = listed.get(1);
        assertThat(one.path("address").asString())
                .isEqualTo("/api/bid-documents/" + first.text("id"));
        assertThat(one.path("size").asLong()).isEqualTo(5_000);
        assertThat(one.path("sha256").asString()).isEqualTo(first.text("sha256"));
        assertThat(one.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("id", "name", "mediaType", "size", "sha256", "address");
        String notice = "/api/notices/" + auction.request.number();
        for (String address :
                List.of(
                        notice,
                        notice + "/award",
                        notice + "/proof",
                        lot + "/bid-terms",
                        "/api/my-bids",
                        "/api/inbox",
                        "/api/changes?limit=200")) {
            assertThat(bidder.get(address).body().toString())
                    .as(address)
                    .doesNotContain(first.text("key"), second.text("key"));
        }
        assertThat(
                        Scratch.ask(
                                "select string_agg(public_body::text || coalesce(sealed_body::text, ''), '') from event where at > now() - interval '10 minutes'"))
                .doesNotContain(first.text("key"), second.text("key"));
        assertThat(
                        Scratch.ask(
                                "select string_agg(b::text, '') from opened_bid b where request_id = ?",
                                auction.request.id()))
                .doesNotContain(first.text("key"), "甲.pdf");
    }

    @Test
    void aReplacedBidAndOneTakenBackLeaveTheirDocumentsClosedForEver() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Person other = PublishedRequests.seller(ITEM, 50_000);
        Published request = published();
        Answer old = upload(bidder, request.lot(1), "旧.pdf", Applicant.A_PDF);
        Answer fresh = upload(bidder, request.lot(1), "新.pdf", Applicant.A_PDF);
        Answer gone = upload(other, request.lot(1), "撤.pdf", Applicant.A_PDF);
        bid(bidder, request.lot(1), 9_000, old);
        bid(bidder, request.lot(1), 8_000, fresh);
        bid(other, request.lot(1), 8_000, gone);
        other.post(request.lot(1) + "/withdrawals", Map.of());

        SealedDocuments.open(request);

        assertThat(status(bidder.http(), fresh.text("id"))).isEqualTo(200);
        assertThat(status(bidder.http(), old.text("id"))).isEqualTo(404);
        assertThat(status(other.http(), gone.text("id"))).isEqualTo(404);
    }

    @Test
    void underOneKeyOneDocumentIsReceivedAndItsSecretIsNotSaidAgain() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = published();

        var answers =
                beside(
                        10,
                        _ -> upload(bidder, request.lot(1), "一.pdf", Applicant.A_PDF, "one key"));

        assertThat(answers.stream().filter(a -> a.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(a -> a.status() != 201))
                .allMatch(a -> a.problem().equals("document-key-said-once"))
                .allMatch(a -> a.status() == 409);
        assertThat(count(request)).isEqualTo(1);
        assertThat(upload(bidder, request.lot(1), "一.pdf", Applicant.A_PDF, "another key").status())
                .isEqualTo(201);
        assertThat(Scratch.count("select count(*) from idempotency_key where key = 'one key'"))
                .isZero();
    }

    @Test
    void fortyAreReceivedOfOneBidderHoweverManyAtOnceAndNotOneMore() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = published();

        var answers = beside(44, n -> upload(bidder, request.lot(1), n + ".pdf", Applicant.A_PDF));

        assertThat(answers.stream().filter(a -> a.status() == 201)).hasSize(40);
        assertThat(answers.stream().filter(a -> a.status() != 201))
                .allMatch(a -> a.problem().equals("too-many-documents"));
        assertThat(count(request)).isEqualTo(40);
    }

    @Test
    void ofAllUploadsThatRaceTheDeadlineEachThatWasAnsweredWasInTime() {
        var bidders =
                IntStream.range(0, 4)
                        .mapToObj(_ -> PublishedRequests.seller(ITEM, 50_000))
                        .toList();
        Published request =
                PublishedRequests.of(ITEM, 10_000).openFor(Duration.ofSeconds(4)).publish();
        var running = new ArrayList<CompletableFuture<Set<String>>>();
        for (Person bidder : bidders) {
            running.add(
                    Scratch.beside(() -> {
                        var received = new HashSet<String>();
                        Answer answer = upload(bidder, request.lot(1), "一.pdf", pdf("一", 200_000));
                        while (answer.status() == 201) {
                            received.add(answer.text("id"));
                            if (received.size() == 39) {
                                request.awaited();
                            }
                            answer = upload(bidder, request.lot(1), "一.pdf", Applicant.A_PDF);
                        }
                        assertThat(answer.problem()).isEqualTo("bidding-closed");
                        return received;
                    }));
        }
        var closing = Scratch.beside(() -> request.awaited().close());
        var received = new HashSet<String>();
        running.forEach(one -> received.addAll(one.join()));
        closing.join();

        assertThat(received).isNotEmpty();
        assertThat(
                        Scratch.ask(
                                "select count(*) || ' ' || bool_and(d.received_at < r.closes_at) from sealed_document d join service_request r on r.id = d.request_id where r.id = ?",
                                request.id()))
                .isEqualTo(received.size() + " true");
    }

    private static List<Answer> beside(int many, java.util.function.IntFunction<Answer> work) {
        return IntStream.range(0, many)
                .mapToObj(n -> Scratch.beside(() -> work.apply(n)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static long count(Published request) {
        return Scratch.count(
                "select count(*) from sealed_document where request_id = ?", request.id());
    }

    private static Published published() {
        return PublishedRequests.of(ITEM, 10_000).publish();
    }
}
