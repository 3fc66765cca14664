package ${{ values.packageName }};

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GreetingController {

    record Greeting(String service) {}

    @GetMapping("/")
    Greeting greet() {
        return new Greeting("${{ values.name }}");
    }
}
