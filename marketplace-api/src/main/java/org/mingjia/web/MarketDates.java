package org.mingjia.web;

import java.text.ParseException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.springframework.format.Formatter;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Days in addresses are ISO 8601 and of a year in which there is something to ask: beyond it, other
 * programs' calendars end before Java's does.
 */
@Component
final class MarketDates implements WebFluxConfigurer, Formatter<LocalDate> {

    private static final int FIRST_YEAR = 1949;
    private static final int LAST_YEAR = 2200;

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldType(LocalDate.class, this);
    }

    @Override
    public LocalDate parse(String text, Locale locale) throws ParseException {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException notADate) {
            throw new ParseException(text, notADate.getErrorIndex());
        }
        throw new ParseException(text, 0);
    }

    @Override
    public String print(LocalDate day, Locale locale) {
        return day.toString();
    }
}
