package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.complaint.ComplaintTest.numbers;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.PassingTime;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.contract.Deal;

/** 期限 Of complaints: working days, as the calendar has them, for desks and for the other side. */
class ComplaintClocksTest {

    /** Half-open, over a holiday, and unknown where the calendar is not loaded. */
    @Test
    void periodsAreWorkingDaysAsTheCalendarHasThem() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "quality", deal.number);
        receivedOn(grievance, "2026-09-29");
        // 30 September, then a holiday of seven days, 8 and 9 October
        assertThat(acceptBy(grievance)).isEqualTo("2026-10-10 00:00:00");
        receivedOn(grievance, "2031-09-29");
        assertThat(acceptBy(grievance)).isNull();
        assertThat(Grievance.status(grievance.number, grievance.token).body().path("overdue"))
                .hasToString("false");
    }

    private static void receivedOn(Grievance grievance, String day) {
        PassingTime.asIfPast(
                UUID.fromString(
                        Scratch.ask("select id from complaint where number = ?", grievance.number)),
                "complaint",
                "update complaint set received_on = '%s' where id = ?".formatted(day));
    }

    private static String acceptBy(Grievance grievance) {
        return Scratch.ask(
                "select (k.accept_by at time zone 'Asia/Shanghai')::text from complaint_clock k join complaint c on c.id = k.complaint_id where c.number = ?",
                grievance.number);
    }

    @Test
    void whatIsLateIsOnTheListAndAmongTheTasksOfItsDesk() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "quality", deal.number);
        assertThat(numbers(Grievance.regulator().get("/api/complaints?overdue=true&limit=100")))
                .doesNotContain(grievance.number);
        grievance.daysPass(20);
        assertThat(numbers(Grievance.regulator().get("/api/complaints?overdue=true&limit=100")))
                .contains(grievance.number);
        assertThat(task(Grievance.regulator(), grievance)).isEqualTo("complaint-to-accept true");
        grievance.accepted();
        assertThat(task(Grievance.regulator(), grievance)).isEqualTo("complaint-to-decide false");
        assertThat(task(deal.agency, grievance)).isEqualTo("complaint-to-answer false");
        grievance.daysPass(12);
        assertThat(task(deal.agency, grievance)).isEmpty();
        assertThat(
                        deal.agency
                                .post(
                                        grievance.path() + "/statements",
                                        Map.of("text", "本单位的陈述来得太晚了。"))
                                .text("rule"))
                .isEqualTo("too-late");
        grievance.daysPass(20);
        assertThat(task(Grievance.regulator(), grievance)).isEqualTo("complaint-to-decide true");
        grievance.done("extensions", Map.of("reason", "需要重新检测"));
        assertThat(task(Grievance.regulator(), grievance)).isEqualTo("complaint-to-decide false");
    }

    private static String task(Person who, Grievance grievance) {
        return who.get("/api/tasks")
                .body()
                .path("items")
                .valueStream()
                .filter(task -> task.path("href").asString().endsWith(grievance.number))
                .map(task -> task.path("kind").asString() + " " + task.path("overdue").asBoolean())
                .reduce("", String::concat);
    }
}
