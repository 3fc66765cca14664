package ${{ values.javaPackage }};

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/")
public class GreetingResource {

    public record Greeting(String service) {}

    @GET
    public Greeting greet() {
        return new Greeting("${{ values.name }}");
    }
}
